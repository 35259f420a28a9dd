package io.everbook.cli.verify.check;

/**
 * What must hold in every run.
 */
public enum Invariant {
    /** Acknowledged: exactly once in every surviving site's journal. */
    I1,
    /** The sites' journals are prefix-equal, byte for byte, each record chained to the one before. */
    I2,
    /** No record that no client sent, the sequencer's own aside. */
    I3,
    /** Sequences without gap or repeat; record times never decrease. */
    I4,
    /** Acknowledged and committed positions never go back. */
    I5,
    /** One writer a sequence and a session, epochs never decrease, answers come from the log alone. */
    I6,
    /** Failed: absent. In doubt: resolved to applied once or never. */
    I7,
    /** A resend changes nothing and returns the first answer. */
    I8,
    /** Acknowledged before another was sent: sequenced before it. */
    I9,
    /** Nothing acknowledged is lost, and after every fault the sites answer within the bound. */
    I10,
    /** Equal full hash at equal sequence, from genesis or any snapshot. */
    I11,
    /** A decided command has one terminal response; a reject leaves the business hash as it was. */
    I21,
    /** Instruments' states follow from the commands that change them, through every failover. */
    I22,
    /** What clients saw is what the journal holds, each event once and in order. */
    I23,
    /** No error in a site's log that no fault explains. */
    SITE_LOGS,
    /** The run did what it must: faults struck and healed, no site ended unasked, nothing stayed open. */
    RUN;

    /**
     * Whether it is one of the numbered ones that a report lists as invariants.
     *
     * @return false of conditions of the run itself.
     */
    public boolean isNumbered() {
        return this != SITE_LOGS && this != RUN;
    }
}
