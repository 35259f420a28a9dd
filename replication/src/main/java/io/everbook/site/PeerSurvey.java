package io.everbook.site;

import io.aeron.Aeron;
import io.everbook.api.EverbookException;
import org.agrona.CloseHelper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks the other sites for their status before this one votes: enough of them to make a quorum with it must answer, and
 * every answer must show the configuration that this site has.
 *
 * <p>A site whose machine went down under it, under MEMORY_QUORUM, also waits for a leader to answer, since it may have
 * lost the tail of what it acknowledged, and an election it took part in could lose that for good. So does one that
 * has not caught up since, and one whose directory is empty while others have records.
 */
final class PeerSurvey implements AutoCloseable {
    private static final long ASK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int RESPONSE_STREAM = 21;

    private final Map<Integer, Boolean> leadsByMember = new LinkedHashMap<>();
    private final Map<Integer, Long> logStarts = new LinkedHashMap<>();
    private final SiteConfig config;
    private final boolean needsLeader;
    private final boolean fresh;
    private final Aeron aeron;
    private final StatusInquiry peers;
    private String difference;
    private boolean othersHaveRecords;
    private long nextAskNs;

    /**
     * Creates a survey.
     *
     * @param config      of the site.
     * @param needsLeader whether the site may have lost what it acknowledged.
     * @param fresh       whether the site has nothing, which is a loss if others have something.
     */
    PeerSurvey(final SiteConfig config, final boolean needsLeader, final boolean fresh) {
        this.fresh = fresh;
        this.config = config;
        this.needsLeader = needsLeader;
        aeron = InquiryClient.connect(config, "survey");
        peers = new StatusInquiry(aeron, config.self().inquiryHost(), RESPONSE_STREAM, config.peers(), this::onAnswer);
        nextAskNs = System.nanoTime();
    }

    /**
     * Asks and listens.
     *
     * @return true once this site may vote.
     * @throws EverbookException if another site's configuration differs, naming the key and both values.
     */
    boolean poll() {
        aeron.conductorAgentInvoker().invoke();
        peers.poll();
        ask(System.nanoTime());
        if (difference != null) {
            throw new EverbookException(difference);
        }
        return isEnough();
    }

    String waitingFor() {
        final int missing = config.members().size() / 2 - leadsByMember.size();
        return missing > 0 ? missing + " more of the other sites to answer" : "a leader to answer, since this site "
            + "may have lost what it had acknowledged, by a power cut or with its disk; or for site.acceptLostTail";
    }

    /**
     * Sees to it that this site can catch up, with the leader if it is known, else with any of those that answered.
     *
     * @param logEnd where this site's log ends.
     * @throws EverbookException if what follows is no more in theirs.
     */
    void requireReachable(final long logEnd) {
        final boolean anyLeads = leadsByMember.containsValue(true);
        final long start = logStarts.entrySet().stream().filter(each -> !anyLeads || leadsByMember.get(each.getKey()))
            .mapToLong(Map.Entry::getValue).min().orElse(0);
        if (logEnd < start) {
            throw new EverbookException(LogReach.tooLongAway(logEnd, start));
        }
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(peers, aeron);
    }

    /** Whether this site joins a leader that has what it may have lost. */
    boolean needsLeader() {
        return needsLeader || fresh && othersHaveRecords;
    }

    private boolean isEnough() {
        final boolean quorum = leadsByMember.size() >= config.members().size() / 2;
        return quorum && (!needsLeader() || leadsByMember.containsValue(true));
    }

    private void ask(final long nowNs) {
        if (nowNs - nextAskNs < 0) {
            return;
        }
        boolean anySent = false;
        for (final SiteMember peer : config.peers()) {
            anySent |= isWanted(peer) && peers.ask(peer.id()) != StatusInquiry.NOT_SENT;
        }
        if (anySent) {
            nextAskNs = nowNs + ASK_INTERVAL_NS;
        }
    }

    private boolean isWanted(final SiteMember peer) {
        return needsLeader() || !leadsByMember.containsKey(peer.id());
    }

    private void onAnswer(final PeerStatus status) {
        check(status.name(), status.configuration());
        if (status.member() != config.member()) {
            leadsByMember.put(status.member(), status.leads());
            logStarts.put(status.member(), status.logStart());
            othersHaveRecords |= status.sequence() > 0 || !status.fresh();
        }
    }

    private void check(final String peer, final String configuration) {
        final String what = Agreement.difference(config.agreement(), peer, configuration);
        if (what != null) {
            difference = "this site, " + config.name() + ", and " + peer + " are configured differently: " + what
                + ". Make them equal and start again";
        }
    }
}
