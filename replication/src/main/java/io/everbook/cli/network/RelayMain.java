package io.everbook.cli.network;

import java.util.concurrent.TimeUnit;

/**
 * The relay's process, started in the router's namespace. One thread waits for packets, for orders on the standard
 * input ({@link RelayControl}) and for the next packet that is due. It ends with its standard input.
 */
public final class RelayMain {
    private static final int STANDARD_INPUT = 0;
    private static final int BATCH = 64;
    private static final long LONGEST_WAIT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int PACKETS = 0;
    private static final int ORDERS = 1;
    private final Relay relay;
    private final RelayControl control;
    private final LineInput orders = new LineInput(STANDARD_INPUT);
    private final Poll poll;

    private RelayMain(final TunDevice device, final int hosts, final long seed) {
        relay = new Relay(device, hosts, seed);
        control = new RelayControl(relay, device::unread);
        poll = new Poll(device.descriptor(), STANDARD_INPUT);
    }

    /**
     * Runs the relay.
     *
     * @param args the TUN device's name, the number of hosts, the seed.
     */
    public static void main(final String[] args) {
        final TunDevice device = TunDevice.attach(args[0]);
        final RelayMain main = new RelayMain(device, Integer.parseInt(args[1]), Long.parseLong(args[2]));
        System.out.println(RelayControl.OK);
        main.run();
    }

    private void run() {
        boolean open = true;
        while (open) {
            poll.await(waitNs(System.nanoTime()));
            if (poll.isReady(ORDERS)) {
                open = orders.read(line -> System.out.println(control.obey(line)));
            }
            carry(System.nanoTime());
        }
    }

    private long waitNs(final long nowNs) {
        if (relay.holdsNothing()) {
            return LONGEST_WAIT_NS;
        }
        return Math.max(0, Math.min(LONGEST_WAIT_NS, relay.nextDueNs() - nowNs));
    }

    private void carry(final long nowNs) {
        relay.release(nowNs);
        if (poll.isReady(PACKETS)) {
            int count = 0;
            while (count < BATCH && relay.receive(nowNs)) {
                count++;
            }
        }
    }
}
