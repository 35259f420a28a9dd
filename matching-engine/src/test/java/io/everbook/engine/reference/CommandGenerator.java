package io.everbook.engine.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes the next random step from a seed and the reference's state: order flow of several participants, sessions and
 * instruments over several connections, and everything that goes wrong on the way.
 */
final class CommandGenerator {
    private static final int REMEMBERED = 100;
    private static final long START_NS = 1_700_000_000_000_000_000L;

    private static final long NO_NUMBER = Long.MIN_VALUE;

    private final Chance chance;
    private final ReferenceState state;
    private final Player player;
    private final OrderGenerator orders;
    private final DefinitionGenerator definitions;
    private final List<Step> setup = new ArrayList<>();
    private final List<Step> numbered = new ArrayList<>();
    private final List<Integer> entered = new ArrayList<>();
    private long timeNs = START_NS;
    private int steps;

    CommandGenerator(final long seed, final ReferenceState state, final Player player) {
        this.chance = new Chance(seed);
        this.state = state;
        this.player = player;
        this.orders = new OrderGenerator(chance, state);
        this.definitions = new DefinitionGenerator(chance, state);
        definitions.world(chance.oneOf(1, 2, 8, 64)).forEach((command, connection) ->
            setup.add(step(connection, command).numberFromNext(connection == 0 ? NO_NUMBER : 0)));
    }

    static Limits limitsOf(final long seed) {
        final Chance chance = new Chance(~seed);
        final int partition = chance.oneOf(1, 1, 1, 2, 32_767);
        return chance.percent(50)
            ? new Limits(partition, chance.between(3, 30), chance.between(5, 7), chance.between(8, 10),
                chance.between(7, 9), chance.between(3, 5))
            : new Limits(partition, 1 << 12, 64, 64, 64, 16);
    }

    Step next() {
        final Step step = steps < setup.size() ? setup.get(steps) : random();
        steps++;
        return step;
    }

    int setupLength() {
        return setup.size();
    }

    private Step step(final long connection, final CommandBytes command) {
        timeNs += chance.percent(5) ? -chance.below(5_000) : chance.below(1_000);
        final int id = steps < setup.size() || setup.isEmpty() ? setup.size() : steps;
        return new Step(id, connection, timeNs, partitioned(command)).restoreAfter(chance.below(150) == 0)
            .quarantined(steps >= setup.size() && !setup.isEmpty() && chance.below(200) == 0);
    }

    private CommandBytes partitioned(final CommandBytes command) {
        return command == null ? null : command.putU16(CommandBytes.PARTITION_AT, state.limits.partition());
    }

    private Step random() {
        final int dice = chance.below(1000);
        if (dice < 50) {
            return sessionAndConnection();
        }
        if (dice < 110 && !numbered.isEmpty()) {
            return resend();
        }
        final Step step = dice < 115 ? garbage() : command();
        if (chance.percent(3)) {
            malform(step);
        }
        return step;
    }

    private Step sessionAndConnection() {
        final int dice = chance.below(108);
        if (dice >= 100) {
            return step(chance.percent(95) ? DefinitionGenerator.SITES_CONNECTION : chance.below(14),
                chance.percent(80) ? definitions.siteReport() : definitions.leaderMove());
        }
        if (dice < 15) {
            return step(0, definitions.connectionOpened());
        }
        if (dice < 22) {
            return step(0, definitions.connectionClosed());
        }
        if (dice < 28) {
            return step(0, definitions.termStarted());
        }
        if (dice < 60) {
            return logon(anySession());
        }
        if (dice < 65) {
            return step(chance.below(12), CommandBytes.of(CommandBytes.LOGON, chance.between(-1, 99), 0, 0));
        }
        if (dice < 85) {
            final ReferenceSession session = anySession();
            return step(connectionOf(session), CommandBytes.of(CommandBytes.TEST_REQUEST, session.id, 0, 0));
        }
        return confused(dice);
    }

    private Step confused(final int dice) {
        final Step sound = dice < 90 ? step(chance.between(1, 9), definitions.connectionOpened())
            : step(0, orders.enter(anySession(), orders.instrument(), 0));
        return dice < 95 ? sound : step(0, definitions.connectionOpened()
            .putI64(CommandBytes.NUMBER_AT, chance.below(2)).putI32(CommandBytes.SESSION_AT, chance.below(3)));
    }

    private ReferenceSession anySession() {
        return chance.oneOf(state.sessions.values());
    }

    private Step logon(final ReferenceSession session) {
        final List<Long> own = state.connections.entrySet().stream()
            .filter(entry -> entry.getValue() == session.participant).map(Map.Entry::getKey)
            .collect(Collectors.toList());
        if (own.isEmpty() && chance.percent(80)) {
            return step(0, definitions.connectionFor(session.participant));
        }
        final long connection = own.isEmpty() || chance.percent(5) ? chance.between(0, 12) : chance.oneOf(own);
        return step(connection, CommandBytes.of(CommandBytes.LOGON, session.id, 0, 0));
    }

    private long connectionOf(final ReferenceSession session) {
        return chance.percent(2) ? chance.between(1, 12) : session.connection;
    }

    private Step command() {
        final ReferenceSession session = sender();
        if (session.connection == 0 && chance.percent(80)) {
            return logon(session);
        }
        final Step step = ordinary(session, chance.below(96));
        step.numberFromNext(chance.percent(97) ? 0 : oddNumber());
        remember(step);
        return step;
    }

    private long oddNumber() {
        return chance.percent(10) ? chance.extreme() : chance.between(-12, 4);
    }

    private ReferenceSession sender() {
        final List<ReferenceSession> traders = state.sessions.values().stream()
            .filter(session -> session.hasAny(ReferenceSession.TRADER)).toList();
        return traders.isEmpty() || chance.percent(8) ? anySession() : chance.oneOf(traders);
    }

    private Step ordinary(final ReferenceSession session, final int dice) {
        final long until = validUntil();
        if (dice < 54 || dice < 92 && session.orders.isEmpty() && chance.percent(70)) {
            final Step step = step(connectionOf(session), orders.enter(session, orders.instrument(), until));
            entered.add(step.id);
            return step;
        }
        if (dice < 72) {
            final OrderGenerator.Target target = orders.target(session);
            return naming(target, step(connectionOf(session), orders.cancel(target, until)));
        }
        if (dice < 92) {
            final OrderGenerator.Target target = orders.target(session);
            return naming(target, step(connectionOf(session), orders.amend(target, until)));
        }
        return administration(until);
    }

    private Step administration(final long until) {
        final List<ReferenceSession> operators = state.sessions.values().stream()
            .filter(session -> session.hasAny(ReferenceSession.SYSTEM | ReferenceSession.MARKET_OPS)).toList();
        if (chance.percent(30)) {
            final ReferenceSession session = anySession();
            return step(connectionOf(session), orders.massCancel(session, until));
        }
        final ReferenceSession session = chance.percent(10) ? anySession() : chance.oneOf(operators);
        return step(connectionOf(session), definitions.definition(session, orders.instrument(), until));
    }

    private Step naming(final OrderGenerator.Target target, final Step step) {
        if (target.orderId != 0 && target.order != null) {
            return step.orderOf(player.stepOf(target.order.id));
        }
        return target.finished && !entered.isEmpty() ? step.orderOf(chance.oneOf(entered)) : step;
    }

    private long validUntil() {
        if (chance.percent(93)) {
            return 0;
        }
        return chance.percent(10) ? chance.extreme() : Math.max(state.timeNs, timeNs) + chance.between(-600, 1_500);
    }

    private void remember(final Step step) {
        numbered.add(step);
        if (numbered.size() > REMEMBERED) {
            numbered.remove(0);
        }
    }

    private Step resend() {
        final Step first = numbered.get(Math.max(0, numbered.size() - 1 - chance.below(chance.oneOf(3, 20, 100))));
        final ReferenceSession session = state.sessions.get(new CommandBytes(first.bytes).session());
        final long connection = session == null || chance.percent(10) ? first.connection : session.connection;
        final Step step = step(connection, null).resendOf(first.id);
        if (chance.percent(25)) {
            final int position = CommandBytes.INSTRUMENT_AT + chance.below(first.bytes.length - 32);
            step.flips(position, 1 << chance.below(8));
        } else if (chance.percent(5)) {
            step.flips(chance.below(CommandBytes.NUMBER_AT), 1 << chance.below(8));
        }
        return step;
    }

    private Step garbage() {
        final CommandBytes noise = new CommandBytes(new byte[CommandBytes.HEADER_END + chance.below(100)]);
        chance.fill(noise.array());
        return step(chance.below(9), noise).length(chance.below(noise.length() + 1));
    }

    private void malform(final Step step) {
        final int length = Math.max(1, step.bytes.length);
        switch (chance.below(7)) {
            case 0 -> step.length(chance.below(length));
            case 1 -> step.flips(chance.oneOf(0, 2), 64).length(chance.oneOf(length + 1, 1023, 1024, 1025, 1032));
            case 6 -> step.length(chance.oneOf(length + 1, length + 8, length - 1, 1023, 1024, 1025, 1032));
            case 2 -> step.flips(chance.below(8), 1 << chance.below(8));
            case 3 -> step.flips(chance.oneOf(2, 4, 6, CommandBytes.PARTITION_AT), 1 << chance.below(4));
            case 4 -> step.flips(chance.below(length), 1 + chance.below(255), chance.below(length),
                1 + chance.below(255));
            default -> step.flips(chance.oneOf(80, 81, 82, 83, 52, 96, 48, 60, 56), 1 + chance.below(255));
        }
    }
}
