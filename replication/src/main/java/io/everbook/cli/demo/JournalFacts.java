package io.everbook.cli.demo;

import io.everbook.api.EventDispatcher;
import io.everbook.cli.trial.EventTap;
import io.everbook.cli.trial.Fill;
import io.everbook.cli.trial.SeenEvent;
import io.everbook.journal.JournalReader;
import io.everbook.journal.RecordView;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a site's journal says was decided and told, session by session. Reads records, asks no engine.
 */
final class JournalFacts {
    private static final SessionLog NOTHING = new SessionLog();
    private final String site;
    private final Map<Integer, SessionLog> sessions;
    private long lastSequence;

    /**
     * Creates facts told by someone else.
     *
     * @param site     whose they are.
     * @param sessions what each session was told.
     */
    JournalFacts(final String site, final Map<Integer, SessionLog> sessions) {
        this.site = site;
        this.sessions = sessions;
    }

    /**
     * Reads a journal from end to end, verifying it.
     *
     * @param site      whose it is.
     * @param directory of the journal.
     * @return what it says.
     */
    static JournalFacts read(final String site, final Path directory) {
        final JournalFacts facts = new JournalFacts(site, new HashMap<>());
        try (JournalReader reader = JournalReader.open(directory)) {
            facts.readAll(reader);
        }
        return facts;
    }

    String site() {
        return site;
    }

    long lastSequence() {
        return lastSequence;
    }

    SessionLog session(final int session) {
        return sessions.getOrDefault(session, NOTHING);
    }

    private void readAll(final JournalReader reader) {
        final EventDispatcher dispatcher = new EventDispatcher();
        final RecordView record = new RecordView();
        final EventTap tap = tap();
        while (reader.next(record)) {
            lastSequence = record.sequence();
            dispatcher.dispatchAll(record.buffer(), record.eventsOffset(), record.eventsLength(), tap);
        }
    }

    private EventTap tap() {
        return new EventTap() {
            @Override
            protected void onSeen(final int session, final SeenEvent event) {
                log(session).add(event);
            }

            @Override
            protected void onFill(final int session, final Fill fill) {
                log(session).add(fill);
            }
        };
    }

    private SessionLog log(final int session) {
        return sessions.computeIfAbsent(session, id -> new SessionLog());
    }
}
