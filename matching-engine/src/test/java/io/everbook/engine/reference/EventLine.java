package io.everbook.engine.reference;

import static io.everbook.engine.reference.CommandBytes.NULL;

/**
 * An event as one short line, for the hand-written cases: to whom, what, and what it says. An order id is printed as
 * its slot and generation, {@code #3.1}.
 */
final class EventLine {
    private EventLine() {
    }

    static String of(final Event e) {
        final String to = e.number("session") + " ";
        return to + switch (e.name()) {
            case "OrderAccepted" -> "accepted " + order(e) + ", " + e.text("orderType") + " " + e.text("timeInForce")
                + (e.flag("execInst") ? " post-only" : "");
            case "OrderExecuted" -> "executed " + order(e) + ", leaves " + e.number("leavesQuantity") + ", done "
                + e.number("executedQuantity") + ", " + e.text("liquidity") + ", trade " + e.number("tradeId");
            case "OrderCancelled" -> "cancelled " + order(e) + ", done " + e.number("executedQuantity") + ", "
                + e.text("reason") + ", by command " + e.number("commandNumber");
            case "OrderExpired" -> "expired " + order(e) + ", done " + e.number("executedQuantity") + ", "
                + e.text("reason");
            case "OrderAmended" -> "amended " + order(e) + ", leaves " + e.number("leavesQuantity") + ", priority "
                + (e.flag("priorityKept") ? "kept" : "lost");
            case "MassCancelled" -> "mass cancelled " + e.number("cancelled") + ", remaining " + e.number("remaining");
            case "CommandRejected" -> "rejected " + e.number("commandNumber") + " " + e.text("reason");
            case "CommandRefused" -> "refused " + e.number("commandNumber") + " " + e.text("reason") + ", expected "
                + e.number("expectedCommandNumber");
            case "AlreadyDecided" -> "already decided " + e.number("commandNumber") + " at "
                + e.number("decidedSequence") + " " + id(e.number("orderId")) + " " + e.text("result");
            case "LogonAccepted", "TestResponse" -> e.name() + " epoch " + e.number("epoch") + ", commands "
                + e.number("lastCommandNumber") + ", events " + e.number("lastEventNumber") + ", newest at "
                + e.number("lastEventSequence");
            default -> e.name();
        };
    }

    private static String order(final Event e) {
        final long price = e.number("price");
        return id(e.number("orderId")) + " " + e.text("side") + " " + e.number("quantity") + " at "
            + (price == NULL ? "market" : price);
    }

    private static String id(final long orderId) {
        return orderId == 0 ? "none" : "#" + ((orderId >> 24) & 0xFFFFFF) + "." + (orderId & 0xFFFFFF);
    }
}
