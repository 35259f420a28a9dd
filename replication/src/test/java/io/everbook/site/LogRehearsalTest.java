package io.everbook.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogRehearsalTest {
    @Test
    void shouldPassAMessageFromALeadersLogToAFollowers() {
        final SiteConfig config = new SiteConfig().member(0).members(List.of(new SiteMember(0, "alpha", "127.0.0.1:1",
            "127.0.0.1:2", "127.0.0.1:3", "127.0.0.1:4", "127.0.0.1:5", "127.0.0.1:6")))
            .aeronDirectory(CommonContext.generateRandomDirName());

        try (MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(config.aeronDirectory()).threadingMode(ThreadingMode.SHARED)
            .dirDeleteOnShutdown(true))) {
            assertThat(driver.aeronDirectoryName()).isEqualTo(config.aeronDirectory());
            assertThat(LogRehearsal.run(config)).isTrue();
        }
    }
}
