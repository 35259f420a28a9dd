package io.everbook.engine.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The world that every run starts from, and random definitions, states, connections and terms, invalid ones among them.
 */
final class DefinitionGenerator {
    static final long SITES_CONNECTION = 13;
    private static final int CONTINUOUS = 3;
    private static final int SITES = 3;

    private final Chance chance;
    private final ReferenceState state;

    DefinitionGenerator(final Chance chance, final ReferenceState state) {
        this.chance = chance;
        this.state = state;
    }

    Map<CommandBytes, Long> world(final int window) {
        final Map<CommandBytes, Long> world = new LinkedHashMap<>();
        world.put(opened(1, 1), 0L);
        world.put(logon(1), 1L);
        for (int participant = 2; participant <= 4; participant++) {
            world.put(participant(1, participant, 0), 1L);
            world.put(opened(participant, participant), 0L);
        }
        world.put(opened(5, 2), 0L);
        world.put(opened(SITES_CONNECTION, -1), 0L);
        session(world, 11, 2, window, ReferenceSession.TRADER);
        session(world, 12, 2, 8, ReferenceSession.TRADER | ReferenceSession.RISK);
        session(world, 21, 3, chance.oneOf(1, 2, 16), ReferenceSession.TRADER);
        session(world, 22, 3, 2, ReferenceSession.RISK);
        session(world, 31, 4, 4, ReferenceSession.TRADER | ReferenceSession.MARKET_OPS);
        session(world, 41, 1, 2, ReferenceSession.SYSTEM);
        world.put(instrument(1, 1, new long[] {1, 1, 1, 1_000_000, 1, 1_000_000}, CONTINUOUS, 0), 1L);
        world.put(instrument(1, 2, new long[] {5, 10, 50, 2_000, 20, 1_000}, CONTINUOUS, 0), 1L);
        world.put(instrument(1, 3, new long[] {1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 1, Long.MAX_VALUE}, CONTINUOUS,
            0), 1L);
        return world;
    }

    private void session(
        final Map<CommandBytes, Long> world, final int id, final int participant, final int window, final int roles) {
        world.put(session(1, new int[] {id, participant, window, roles}, 0), 1L);
        world.put(logon(id), (long) participant);
    }

    static CommandBytes logon(final int session) {
        return CommandBytes.of(CommandBytes.LOGON, session, 0, 0);
    }

    static CommandBytes opened(final long connection, final int participant) {
        return CommandBytes.of(CommandBytes.CONNECTION_OPENED, 0, 0, 0).putI64(48, connection).putI32(56, participant);
    }

    static CommandBytes participant(final int sender, final int participant, final long until) {
        return CommandBytes.of(CommandBytes.DEFINE_PARTICIPANT, sender, 0, until).putI32(48, participant);
    }

    static CommandBytes session(final int sender, final int[] idParticipantWindowRoles, final long until) {
        return CommandBytes.of(CommandBytes.DEFINE_SESSION, sender, 0, until)
            .putI32(48, idParticipantWindowRoles[0]).putI32(52, idParticipantWindowRoles[1])
            .putI32(56, idParticipantWindowRoles[2]).putU8(60, idParticipantWindowRoles[3]);
    }

    static CommandBytes instrument(
        final int sender, final int id, final long[] limits, final int instrumentState, final long until) {
        final CommandBytes command = CommandBytes.of(CommandBytes.DEFINE_INSTRUMENT, sender, id, until);
        for (int i = 0; i < limits.length; i++) {
            command.putI64(48 + 8 * i, limits[i]);
        }
        return command.putU8(96, instrumentState);
    }

    CommandBytes connectionOpened() {
        return opened(chance.percent(95) ? chance.between(1, 12) : chance.extreme(),
            chance.percent(90) ? chance.between(-1, 6) : (int) chance.extreme());
    }

    CommandBytes connectionFor(final int participant) {
        return opened(chance.between(1, 12), participant);
    }

    CommandBytes connectionClosed() {
        return CommandBytes.of(CommandBytes.CONNECTION_CLOSED, 0, 0, 0)
            .putI64(48, chance.percent(95) ? chance.between(1, 12) : chance.extreme()).putU8(56, chance.below(5));
    }

    CommandBytes termStarted() {
        return CommandBytes.of(CommandBytes.TERM_STARTED, 0, 0, 0)
            .putI64(48, chance.percent(95) ? state.epoch + chance.between(-1, 3) : chance.below(1000))
            .putI32(56, chance.between(-1, 3));
    }

    CommandBytes leaderMove() {
        return CommandBytes.of(CommandBytes.LEADER_MOVE, 0, 0, 0)
            .putI64(48, chance.extreme()).putI32(56, chance.below(SITES)).putI32(60, chance.below(5));
    }

    CommandBytes siteReport() {
        final int version = state.logicVersion + chance.oneOf(0, 1, 1, 1, 2);
        return CommandBytes.of(CommandBytes.SITE_REPORT, 0, 0, 0)
            .putI64(48, state.sequence).putI64(56, chance.extreme()).putI64(64, chance.extreme())
            .putI32(80, chance.percent(95) ? chance.below(SITES) : chance.between(-40, 40))
            .putI32(84, chance.percent(95) ? SITES : (int) chance.extreme())
            .putI32(88, chance.percent(95) ? version : (int) chance.extreme());
    }

    private CommandBytes changeLogicVersion(final ReferenceSession sender, final long until) {
        final int version = chance.percent(85) ? state.logicVersion + 1 : (int) chance.extreme();
        return CommandBytes.of(CommandBytes.CHANGE_LOGIC_VERSION, sender.id, 0, until).putI32(48, version);
    }

    CommandBytes definition(final ReferenceSession sender, final int instrument, final long until) {
        return switch (chance.below(11)) {
            case 0 -> participant(sender.id, id(12), until);
            case 1, 2 -> session(sender.id, new int[] {id(60), id(8), window(), roles()}, until);
            case 3 -> instrument(sender.id, id(7), limits(), state(), until);
            case 4 -> changeLogicVersion(sender, until);
            default -> CommandBytes.of(CommandBytes.CHANGE_INSTRUMENT_STATE, sender.id, instrument, until)
                .putU8(48, state(instrument));
        };
    }

    private int id(final int bound) {
        return chance.percent(92) ? chance.between(1, bound) : (int) chance.extreme();
    }

    private int window() {
        return chance.percent(85) ? 1 << chance.below(13) : (int) chance.extreme();
    }

    private int roles() {
        return chance.percent(85) ? chance.between(1, 15) : chance.oneOf(0, 16, 255, 31);
    }

    private int state(final int instrument) {
        final ReferenceInstrument known = state.instruments.get(instrument);
        return known == null || known.state.value() == CONTINUOUS ? state() : CONTINUOUS;
    }

    private int state() {
        return chance.percent(80) ? CONTINUOUS : chance.percent(95) ? chance.oneOf(4, 5) : chance.below(256);
    }

    private long[] limits() {
        final long[] limits = {chance.oneOf(1, 2, 25), chance.oneOf(1, 3), chance.between(-500, 60), 5_000,
            chance.between(1, 5), 10_000, };
        if (chance.percent(25)) {
            limits[chance.below(limits.length)] = chance.extreme();
        }
        return limits;
    }
}
