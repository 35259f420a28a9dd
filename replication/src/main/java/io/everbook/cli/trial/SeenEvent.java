package io.everbook.cli.trial;

/**
 * A numbered event, reduced to what can be compared.
 *
 * @param eventNumber   of its session.
 * @param sequence      of the command that caused it.
 * @param template      of its message.
 * @param commandNumber that it answers; 0 where it answers none.
 * @param tag           the low half of the client order id, where it decides a new order, else 0.
 * @param reason        of the decision, as its number in the schema; 0 where accepted or not a decision.
 * @param terminal      whether it is the one terminal response of its command.
 * @param hash          over all its bytes.
 */
public record SeenEvent(
    long eventNumber, long sequence, int template, long commandNumber, long tag, int reason, boolean terminal,
    long hash) {
}
