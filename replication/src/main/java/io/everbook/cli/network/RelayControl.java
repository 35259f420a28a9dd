package io.everbook.cli.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Obeys the lines that steer a relay; every line gets one line back, once it is done.
 *
 * <pre>
 *   set (FROM TO FAULT)…  these links have these faults now; FROM and TO are hosts by number, FAULT is the nine
 *                         numbers of {@link LinkFault} in its order → ok
 *   heal                  no link has a fault, what was held is forwarded → ok
 *   counts                → counts, and four numbers for each link in the order of {@link LinkCounts}, the links
 *                         ordered by FROM, then TO
 *   unread                → the packets that were never read, and so were lost without a plan
 *   anything else         → error, and what was wrong
 * </pre>
 */
final class RelayControl {
    static final String OK = "ok";
    static final String SET = "set";
    static final String HEAL = "heal";
    static final String COUNTS = "counts";
    static final String UNREAD = "unread";
    private static final int GROUP = 2 + LinkFault.FIELDS;
    private final Relay relay;
    private final LongSupplier unread;

    RelayControl(final Relay relay, final LongSupplier unread) {
        this.relay = relay;
        this.unread = unread;
    }

    String obey(final String line) {
        try {
            final List<String> words = List.of(line.split(" "));
            return answer(words.get(0), words.subList(1, words.size()));
        } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
            return "error " + e + " in: " + line;
        }
    }

    private String answer(final String verb, final List<String> words) {
        switch (verb) {
            case SET:
                set(words);
                return OK;
            case HEAL:
                relay.heal();
                return OK;
            case COUNTS:
                return counts();
            case UNREAD:
                return Long.toString(unread.getAsLong());
            default:
                throw new IllegalArgumentException("no such order: " + verb);
        }
    }

    private void set(final List<String> words) {
        final List<Runnable> changes = new ArrayList<>();
        for (int at = 0; at < words.size(); at += GROUP) {
            changes.add(change(words.subList(at, at + GROUP)));
        }
        changes.forEach(Runnable::run);
    }

    private Runnable change(final List<String> group) {
        final RelayedLink link = relay.link(Integer.parseInt(group.get(0)), Integer.parseInt(group.get(1)));
        final LinkFault fault = LinkFault.decode(group.subList(2, group.size()));
        return () -> link.fault(fault);
    }

    private String counts() {
        final StringBuilder text = new StringBuilder(COUNTS);
        for (int from = 0; from < relay.hosts(); from++) {
            for (int to = 0; to < relay.hosts(); to++) {
                text.append(' ').append(relay.link(from, to).counts());
            }
        }
        return text.toString();
    }
}
