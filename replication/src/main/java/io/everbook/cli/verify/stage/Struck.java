package io.everbook.cli.verify.stage;

import io.everbook.api.EverbookException;
import io.everbook.cli.trial.SiteProcess;
import io.everbook.cli.verify.fault.Fault;
import io.everbook.cli.verify.fault.FaultKind;
import java.util.concurrent.TimeUnit;

/**
 * A fault in force on a stage, to be lifted and to be recovered from.
 */
public final class Struck {
    /** How long a fault's lifting is put off at most. */
    public static final long RIPE_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long DUMP_MS = 500;
    private static final long RECOVERY_MS = 90_000;
    private final Stage stage;
    private final FaultKind kind;
    private final Fault fault;
    private final FaultRecord record;
    private final long struckNs;
    private boolean lifted;

    Struck(final Stage stage, final FaultKind kind, final Fault fault, final FaultRecord record) {
        this.stage = stage;
        this.kind = kind;
        this.fault = fault;
        this.record = record;
        this.struckNs = System.nanoTime();
    }

    /**
     * The site that was struck.
     *
     * @return its name; words if it was none.
     */
    public String target() {
        return fault.target();
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
     * What is on record of it.
     *
     * @return the record.
     */
    public FaultRecord record() {
        return record;
    }

    /**
     * Lets it last.
     *
     * @param ms how long.
     * @return this.
     */
    public Struck last(final long ms) {
        stage.steady(ms);
        return this;
    }

    /**
     * Does what the fault does while it lasts.
     *
     * @return whether it is in force still.
     */
    boolean tick() {
        if (!lifted) {
            fault.tick(stage.rig(), System.nanoTime() - struckNs);
        }
        return !lifted;
    }

    /**
     * Lets it last as long as it is made for.
     *
     * @return this.
     */
    public Struck last() {
        return last(TimeUnit.NANOSECONDS.toMillis(fault.holdNs()));
    }

    /**
     * Takes it away.
     *
     * @return this.
     */
    public Struck lift() {
        if (!lifted) {
            stage.watch(fault::isRipe, TimeUnit.NANOSECONDS.toMillis(RIPE_NS));
            lifted = true;
            fault.end(stage.rig());
            record.lifted(System.nanoTime());
        }
        return this;
    }

    /**
     * Waits until what it hurt is well again.
     */
    public void recover() {
        lift();
        if (!stage.watch(() -> fault.isOver(stage.rig()), RECOVERY_MS)) {
            stage.rig().sites().forEach(SiteProcess::printThreads);
            stage.steady(DUMP_MS);
            throw new EverbookException(
                kind.label() + " on " + fault.target() + " is not recovered from after " + RECOVERY_MS + " ms");
        }
        over();
        fault.complaints().forEach(what -> stage.complain(kind.label() + ": " + what));
    }

    /**
     * Ends its record, though it stays in force.
     */
    public void over() {
        record.over(System.nanoTime());
    }
}
