package io.everbook.cli.verify.stage;

/**
 * What happens in a run between the start of the flow and the end.
 */
@FunctionalInterface
public interface Play {
    /**
     * Plays it.
     *
     * @param stage with sites up and clients sending.
     */
    void play(Stage stage);
}
