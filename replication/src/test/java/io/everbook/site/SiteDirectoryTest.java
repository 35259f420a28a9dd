package io.everbook.site;

import io.everbook.api.EverbookException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SiteDirectoryTest {
    @TempDir
    private Path root;

    @Test
    void shouldRemoveTheMarksOfAKilledProcessAndNothingElse() throws IOException {
        Files.createDirectories(root.resolve("archive"));
        Files.createDirectories(root.resolve("cluster"));
        for (final String name : new String[] {"archive/archive-mark.dat", "archive/archive.catalog",
            "cluster/cluster-mark.dat", "cluster/cluster-mark-service-0.dat", "cluster/node-state.dat",
            "cluster/recording.log"}) {
            Files.createFile(root.resolve(name));
        }

        SiteDirectory.open(root).close();

        assertThat(root.resolve("archive")).isDirectoryContaining("glob:**.catalog");
        assertThat(root.resolve("archive").toFile().list()).containsExactly("archive.catalog");
        assertThat(root.resolve("cluster").toFile().list())
            .containsExactlyInAnyOrder("node-state.dat", "recording.log");
    }

    @Test
    void shouldBeUsedByOneAtATime() {
        final SiteDirectory first = SiteDirectory.open(root);

        assertThatThrownBy(() -> SiteDirectory.open(root))
            .isInstanceOf(EverbookException.class)
            .hasMessageContaining("in use by process " + ProcessHandle.current().pid());

        first.close();
        SiteDirectory.open(root).close();
    }

    @Test
    void shouldKnowThatTheMachineWentDownUnderTheSite() {
        assertThat(runOnBoot("first", false)).isFalse();
        assertThat(runOnBoot("first", false)).isFalse();
        assertThat(runOnBoot("second", true)).isTrue();
        assertThat(runOnBoot("third", true)).isFalse();
    }

    private boolean runOnBoot(final String bootId, final boolean cleanStop) {
        try (SiteDirectory directory = SiteDirectory.open(root, bootId)) {
            final boolean rebooted = directory.rebootedWithoutStop();
            directory.markRunning();
            if (cleanStop) {
                directory.markStopped();
            }
            return rebooted;
        }
    }
}
