package io.everbook.engine;

import io.everbook.api.EverbookException;
import io.everbook.protocol.ChangeLogicVersionDecoder;
import io.everbook.protocol.Reason;
import io.everbook.protocol.SiteReportDecoder;

/**
 * What sites report of themselves, and the change of the engine's rules that depends on it (design rules 11 and 20).
 */
final class SiteCommands {
    private final EngineState state;
    private final DefinitionPublisher publisher;
    private final SiteReportDecoder report = new SiteReportDecoder();
    private final ChangeLogicVersionDecoder change = new ChangeLogicVersionDecoder();

    SiteCommands(final EngineState state, final DefinitionPublisher publisher) {
        this.state = state;
        this.publisher = publisher;
    }

    /** Keeps what logic version the site knows; its chain and hash are the sites' own to compare, not the engine's. */
    void report(final IncomingCommand command) {
        report.wrap(command.buffer(), command.bodyOffset(), SiteReportDecoder.BLOCK_LENGTH, 1);
        state.siteVersions().voting(report.members());
        state.siteVersions().put(report.member(), report.maxLogicVersion());
    }

    /** Moves to the next version, if all sites know it; throws on one that told so and has an older binary now. */
    Reason changeLogicVersion(final IncomingCommand command) {
        change.wrap(command.buffer(), command.bodyOffset(), ChangeLogicVersionDecoder.BLOCK_LENGTH, 1);
        final int version = change.logicVersion();
        if (version != state.logicVersion() + 1) {
            return Reason.INVALID_FIELD;
        }
        if (!state.siteVersions().allKnow(version)) {
            return Reason.LOGIC_VERSION_UNSUPPORTED;
        }
        requireKnown(version);
        state.logicVersion(version);
        publisher.logicVersionChanged(command, version);
        return Reason.NONE;
    }

    private void requireKnown(final int version) {
        if (version > state.maxLogicVersion()) {
            throw new EverbookException("FATAL: the log changes to logic version " + version + " at sequence "
                + state.sequence() + ", and this binary knows versions up to " + state.maxLogicVersion()
                + ": nothing was applied; start the site with a binary that knows it");
        }
    }
}
