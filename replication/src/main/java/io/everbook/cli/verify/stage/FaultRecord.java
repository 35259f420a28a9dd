package io.everbook.cli.verify.stage;

import io.everbook.cli.verify.fault.FaultKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A fault that struck. Times are of {@link System#nanoTime()}.
 */
public final class FaultRecord {
    private static final long UNSET = Long.MAX_VALUE;
    private static final long START_NS = TimeUnit.SECONDS.toNanos(15);
    private final FaultKind kind;
    private final String target;
    private final long struckNs;
    private final int inFlight;
    private final boolean overlapping;
    private final LogWindow window;
    private long liftedNs = UNSET;
    private long overNs = UNSET;
    private long gapNs;

    /**
     * Notes a strike.
     *
     * @param kind        of the fault.
     * @param target      that it struck.
     * @param inFlight    commands open at that moment.
     * @param overlapping whether another fault was in force.
     * @param window      of the sites' logs.
     */
    FaultRecord(
        final FaultKind kind, final String target, final int inFlight, final boolean overlapping,
        final LogWindow window) {
        this.kind = kind;
        this.target = target;
        this.struckNs = System.nanoTime();
        this.inFlight = inFlight;
        this.overlapping = overlapping;
        this.window = window;
    }

    /**
     * It was lifted.
     *
     * @param nowNs when.
     */
    public void lifted(final long nowNs) {
        liftedNs = nowNs;
    }

    /**
     * What it hurt is well again.
     *
     * @param nowNs when.
     */
    public void over(final long nowNs) {
        overNs = nowNs;
        window.close();
    }

    boolean explains(final String site, final int number, final String line) {
        return (target.equals(site) || kind.strikesAll()) && window.holds(site, number) && kind.explains(line);
    }

    /**
     * Whether it was recovered from.
     *
     * @return true if so.
     */
    public boolean isOver() {
        return overNs != UNSET;
    }

    /**
     * The kind of fault.
     *
     * @return the kind.
     */
    public FaultKind kind() {
        return kind;
    }

    /**
     * How many commands were open when it struck.
     *
     * @return the count.
     */
    public int inFlight() {
        return inFlight;
    }

    /**
     * Whether another was in force when it struck.
     *
     * @return true if so.
     */
    public boolean isOverlapping() {
        return overlapping;
    }

    /**
     * The longest time without an answer that the fault had a part in; 0 before {@link #measure}.
     *
     * @return nanoseconds.
     */
    public long gapNs() {
        return gapNs;
    }

    /**
     * The longest silence that began between its strike and its end, or lasted at its strike.
     *
     * @param answers times of all answers, in order.
     */
    public void measure(final long[] answers) {
        for (int i = 1; i < answers.length; i++) {
            if (answers[i] - struckNs > 0 && answers[i - 1] - overNs < 0) {
                gapNs = Math.max(gapNs, answers[i] - Math.max(answers[i - 1], struckNs));
            }
        }
    }

    /**
     * How long the sites may be silent: the bound after it was lifted, and before that too unless it took the quorum;
     * then processes have to start before there is one again.
     *
     * @param boundMs within which a quorum answers.
     * @return nanoseconds.
     */
    public long boundNs(final long boundMs) {
        final long heldNs = liftedNs == UNSET ? 0 : liftedNs - struckNs;
        return TimeUnit.MILLISECONDS.toNanos(boundMs) + (kind.takesQuorum() ? heldNs + START_NS : 0);
    }

    Map<String, Object> json(final long originNs) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind.label());
        fields.put("target", target);
        fields.put("atMs", (struckNs - originNs) / 1_000_000);
        fields.put("liftedMs", liftedNs == UNSET ? -1 : (liftedNs - originNs) / 1_000_000);
        fields.put("overMs", overNs == UNSET ? -1 : (overNs - originNs) / 1_000_000);
        fields.put("inFlight", inFlight);
        fields.put("overlapping", overlapping);
        fields.put("gapMs", gapNs / 1_000_000);
        return fields;
    }
}
