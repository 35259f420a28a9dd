package io.everbook.client;

import static io.everbook.client.ScriptedClient.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.client.ScriptedInquiries.Behaviour;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults at random, then none: whatever happened, each command is decided once and each event delivered once.
 */
class RandomFaultsTest {
    private static final int STEPS = 4_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldDecideEachCommandOnceAndDeliverEachEventOnce(final long seed) {
        final Random random = new Random(seed);
        final ScriptedClient c = new ScriptedClient(new ScriptedExchange(),
            ScriptedClient.config().inDoubt(0 == seed % 2 ? InDoubt.ASK_BY_RESEND : InDoubt.ASK_BY_REPLAY),
            RecoveryPolicy.FULL, new RecordingListener());
        long last = 0;
        for (int step = 0; step < STEPS; step++) {
            last = Math.max(last, random.nextInt(3) > 0 ? c.submit() : 0);
            fault(c, random);
            c.link.sequence(random.nextInt(4));
            c.tick(random.nextInt(100) == 0 ? random.nextInt(400) : 1);
        }
        heal(c);
        c.run(6_000);

        assertThat(c.client.state()).as("seed %d", seed).isEqualTo(ClientState.LOGGED_ON);
        assertThat(c.exchange.commands).as("seed %d", seed).hasSize((int) last);
        assertThat(c.listener.answered).as("seed %d", seed).isEqualTo(numbers(1, last));
        assertThat(c.listener.events).as("seed %d", seed).isEqualTo(numbers(1, c.exchange.events.size()));
        assertThat(c.client.unanswered()).as("seed %d", seed).isZero();
        assertThat(last).as("seed %d", seed).isGreaterThan(200);
    }

    private static void fault(final ScriptedClient c, final Random random) {
        switch (random.nextInt(200)) {
            case 0 -> c.link.killLeader();
            case 1, 2, 3 -> c.link.electLeader();
            case 4 -> c.link.lose("cut");
            case 5 -> c.link.losesEgress = message -> random.nextInt(10) == 0;
            case 6, 7 -> c.link.losesEgress = message -> false;
            case 8 -> c.link.ingress.poll();
            case 9 -> c.link.backPressured = true;
            case 10, 11 -> c.link.backPressured = false;
            case 12 -> c.inquiries.sites[random.nextInt(3)] = Behaviour.values()[random.nextInt(6)];
            case 13, 14 -> c.inquiries.sites[random.nextInt(3)] = Behaviour.ANSWERS;
            case 15 -> c.link.reachable = false;
            case 16, 17 -> c.link.reachable = true;
            case 18 -> c.inquiries.answers.poll();
            case 19, 20, 21, 22, 23 -> c.exchange.trade();
            default -> {
            }
        }
    }

    private static void heal(final ScriptedClient c) {
        c.link.losesEgress = message -> false;
        c.link.backPressured = false;
        c.link.reachable = true;
        c.link.electLeader();
        Arrays.fill(c.inquiries.sites, Behaviour.ANSWERS);
    }
}
