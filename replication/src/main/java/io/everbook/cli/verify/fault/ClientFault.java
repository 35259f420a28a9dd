package io.everbook.cli.verify.fault;

import io.everbook.cli.verify.client.Clients;
import java.util.SplittableRandom;

/**
 * Something a client does or suffers: its connection goes with commands under way, another client takes its session
 * over, it doesn't read, it sends all that is taken.
 */
final class ClientFault extends Fault {
    private static final int SESSIONS = 64;
    private final Deed deed;

    /**
     * What happens to a session.
     */
    @FunctionalInterface
    private interface Deed {
        void happen(Clients clients, int session, long forNs);
    }

    private ClientFault(final SplittableRandom random, final long minMs, final long maxMs, final Deed deed) {
        super(random, minMs, maxMs);
        this.deed = deed;
    }

    static Fault disconnect(final SplittableRandom random) {
        return new ClientFault(random, 100, 900, Clients::disconnect);
    }

    static Fault secondLogon(final SplittableRandom random) {
        return new ClientFault(random, 700, 1_200, (clients, session, forNs) -> clients.challenge(session));
    }

    static Fault slowReader(final SplittableRandom random) {
        return new ClientFault(random, 1_000, 3_000, Clients::leaveUnread);
    }

    static Fault flood(final SplittableRandom random) {
        return new ClientFault(random, 300, 1_000, Clients::flood);
    }

    @Override
    public void strike(final Rig rig) {
        deed.happen(rig.clients(), random().nextInt(SESSIONS), holdNs());
    }

    @Override
    public void lift(final Rig rig) {
        rig.askStates();
    }
}
