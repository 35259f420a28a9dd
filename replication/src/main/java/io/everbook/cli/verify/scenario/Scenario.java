package io.everbook.cli.verify.scenario;

import io.everbook.cli.trial.TrialParts;
import io.everbook.cli.verify.stage.Play;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The scenarios by name; each one's class tells its story.
 */
public enum Scenario {
    /** {@link ProviderLost}. */
    PROVIDER_LOST(ProviderLost::new),
    /** {@link NoControlPlane}. */
    NO_CONTROL_PLANE(NoControlPlane::new),
    /** {@link SecondProviderLost}. */
    SECOND_PROVIDER_LOST(SecondProviderLost::new),
    /** {@link GraySlowProcessor}. */
    GRAY_SLOW_PROCESSOR(GraySlowProcessor::new),
    /** {@link GrayDelay}. */
    GRAY_DELAY(GrayDelay::new),
    /** {@link GrayLoss}. */
    GRAY_LOSS(GrayLoss::new),
    /** {@link StalledConsumer}. */
    STALLED_CONSUMER(StalledConsumer::new),
    /** {@link FloodBySession}. */
    FLOOD_BY_SESSION(FloodBySession::new),
    /** {@link StaleSite}. */
    STALE_SITE(StaleSite::new),
    /** {@link OldDisk}. */
    OLD_DISK(OldDisk::new),
    /** {@link SessionPhase}. */
    SESSION_PHASE(SessionPhase::new),
    /** {@link OtherConfiguration}. */
    OTHER_CONFIGURATION(OtherConfiguration::new),
    /** {@link ClockSteps}. */
    CLOCK_STEPS(ClockSteps::new),
    /** {@link PoisonCommand}. */
    POISON_COMMAND(PoisonCommand::new, "POISONED");

    private final Supplier<Play> plays;
    private final String mistake;

    Scenario(final Supplier<Play> plays) {
        this(plays, null);
    }

    Scenario(final Supplier<Play> plays, final String mistake) {
        this.plays = plays;
        this.mistake = mistake;
    }

    /**
     * What the sites are made of.
     *
     * @return the real parts, or such with a mistake that the build's test classes make.
     */
    public TrialParts parts() {
        return mistake == null ? TrialParts.real() : TrialParts.mistaken(mistake);
    }

    /**
     * A fresh play of it.
     *
     * @return the play.
     */
    public Play play() {
        return plays.get();
    }

    /**
     * Its name on the command line.
     *
     * @return in small letters.
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Finds one.
     *
     * @param label of it.
     * @return the scenario.
     * @throws IllegalArgumentException if there is none of that name.
     */
    public static Scenario of(final String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
