package io.everbook.site;

import io.everbook.api.EverbookException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SiteConfigTest {
    private static final String MEMBERS = "0,alpha,10.0.0.1:1,10.0.0.1:2,10.0.0.1:3,10.0.0.1:4,10.0.0.1:5,10.0.0.1:6;"
        + "1,beta,[fd00::2]:1,[fd00::2]:2,[fd00::2]:3,[fd00::2]:4,[fd00::2]:5,[fd00::2]:6;"
        + "2,gamma,10.0.0.3:1,10.0.0.3:2,10.0.0.3:3,10.0.0.3:4,10.0.0.3:5,10.0.0.3:6";

    @Test
    void shouldReadEveryKey() {
        final SiteConfig config = load("timers.heartbeatTimeout", "250");

        assertThat(config.name()).isEqualTo("beta");
        assertThat(config.self().inquiry()).isEqualTo("[fd00::2]:6");
        assertThat(config.engine().maxOrders()).isEqualTo(1_000);
        assertThat(config.timers().heartbeatTimeoutNs()).isEqualTo(250_000_000L);
        assertThat(config.durability()).isEqualTo(SiteDurability.DISK_QUORUM);
        assertThat(config.participants().authenticate("7:open sesame".getBytes())).isEqualTo(7);
    }

    @Test
    void shouldRenderWhatSitesMustAgreeOnWithoutTheSecrets() {
        final String agreement = load("site.dir", "/elsewhere").agreement();

        assertThat(agreement)
            .contains("cluster.member.1=1,beta,[fd00::2]:1,")
            .contains("engine.maxOrders=1000\n")
            .contains("timers.electionTimeout=20\n")
            .contains("durability=DISK_QUORUM\n")
            .contains("auth.7=fingerprint:")
            .contains("cluster.secret=fingerprint:")
            .doesNotContain("between sites")
            .doesNotContain(Participants.digest("open sesame"))
            .doesNotContain("elsewhere");
        assertThat(agreement).isEqualTo(load("site.dir", "/somewhere").agreement());
    }

    @ParameterizedTest
    @CsvSource({
        "engine.maxOrders, 1001, engine.maxOrders is 1000 here and 1001 at beta",
        "timers.electionTimeout, 151, timers.electionTimeout is 20 here and 151 at beta",
        "timers.profile, WAN, timers.heartbeatInterval is 15 here and 50 at beta",
        "log.termLength, 65536, log.termLength is 16777216 here and 65536 at beta",
        "durability, MEMORY_QUORUM, durability is DISK_QUORUM here and MEMORY_QUORUM at beta",
        "cluster.secret, other, cluster.secret is fingerprint",
        "auth.8, 5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8, auth.8 is null here"
    })
    void shouldNameTheKeyThatDiffers(final String key, final String value, final String message) {
        final String ours = load("site.dir", "/x").agreement();

        assertThat(Agreement.difference(ours, "beta", load(key, value).agreement())).startsWith(message);
        assertThat(Agreement.difference(ours, "beta", ours)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"site.example:1", "localhost:1", "10.0.0.256:1", "10.0.0.1", "10.0.0.1:70000", "fd00::1:1"})
    void shouldRefuseWhatIsNoAddress(final String endpoint) {
        assertThatThrownBy(() -> load("cluster.members", MEMBERS.replace("10.0.0.3:4", endpoint)))
            .isInstanceOf(EverbookException.class)
            .hasMessageContaining("cluster.members")
            .hasMessageContaining(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "site.nmae, x, site.nmae",
        "timers.heartbeat, 5, timers.heartbeat",
        "timers.heartbeatTimeout, 10, timers.heartbeatTimeout",
        "timers.profile, MAN, timers.profile=MAN",
        "site.name, gamma, cluster.members calls member 1 beta",
        "site.member, 3, site.member=3",
        "engine.maxOrders, many, 'many'",
        "durability, NONE, durability=NONE",
        "readers, balances, there is no reader 'balances'",
        "readers.live, exchange.example:1, readers.live",
        "readers.port, 1, readers.port",
        "outcomes.perSession, 1000, outcomes.perSession=1000",
        "snapshot.keep, 1, snapshot.keep=1",
        "snapshot.interval, 9999, snapshot.interval=9999",
        "log.termLength, 100000, log.termLength=100000",
        "auth.7, 12, auth.7",
        "cluster.secret, '', cluster.secret must be set"
    })
    void shouldRefuseWithTheKeyThatIsWrong(final String key, final String value, final String message) {
        assertThatThrownBy(() -> load(key, value))
            .isInstanceOf(EverbookException.class)
            .hasMessageContaining(message);
    }

    @Test
    void shouldReadWhichReadersRunAndHowTheyAreReached() {
        assertThat(load("site.dir", "/x").readers()).isEqualTo(ReaderSettings.NONE);
        assertThat(load("readers", "outcomes, drop-copy").readers().inProcess())
            .containsExactly(ReaderKind.OUTCOMES, ReaderKind.DROP_COPY);
        assertThat(load("readers.live", "10.0.0.2:7").readers().live()).isEqualTo("10.0.0.2:7");
        assertThat(load("readers.requests", "10.0.0.2:8").readers().requests()).isEqualTo("10.0.0.2:8");
        assertThat(load("outcomes.endedOrdersMs", "500").readers().outcomes())
            .isEqualTo(new OutcomeLimits(1 << 16, 1 << 16, 1 << 18, 500));
        final SiteConfig config = load("readers.aeronDir", "/dev/shm/y");
        assertThat(config.readers().aeronDirectory(config)).isEqualTo("/dev/shm/y");
        final SiteConfig without = load("site.dir", "/x");
        assertThat(without.readers().aeronDirectory(without)).isEqualTo("/dev/shm/x-readers");
        assertThat(config.agreement()).isEqualTo(without.agreement());
    }

    @Test
    void shouldNotChangeOnceConcluded() {
        assertThatThrownBy(() -> load("site.dir", "/x").name("other")).isInstanceOf(EverbookException.class);
    }

    static SiteConfig load(final String key, final String value) {
        final Properties properties = new Properties();
        properties.setProperty("site.name", "beta");
        properties.setProperty("site.member", "1");
        properties.setProperty("site.dir", "/x");
        properties.setProperty("site.aeronDir", "/dev/shm/x");
        properties.setProperty("cluster.members", MEMBERS);
        properties.setProperty("cluster.secret", "between sites");
        properties.setProperty("engine.maxOrders", "1000");
        properties.setProperty("durability", "DISK_QUORUM");
        properties.setProperty("auth.7", Participants.digest("open sesame"));
        properties.setProperty(key, value);
        return SiteProperties.of(properties).conclude();
    }
}
