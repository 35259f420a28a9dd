package io.everbook.site;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.everbook.journal.JournalReader;
import io.everbook.protocol.EventReplayRequestDecoder;
import io.everbook.protocol.MessageHeaderDecoder;
import io.everbook.protocol.SiteCopyRequestDecoder;
import io.everbook.protocol.SiteStatusRequestDecoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers what is asked of a site outside the log: its status, replays of a session's events from the journal, and, to
 * other sites, what they need to come back.
 *
 * <p>It has a thread, an Aeron client and a journal reader of its own, so that no question reaches the engine's thread.
 * Answers under way are bounded in number and time; what comes beyond the bound is dropped and counted, and whoever
 * asked asks again. It also prints the site's state as it changes.
 */
final class InquiryAgent implements Agent {
    /** The stream that inquiries come on. */
    static final int STREAM_ID = 20;

    private static final int MAX_JOBS = 32;
    private static final int FRAGMENT_LIMIT = 8;

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final SiteStatusRequestDecoder statusRequest = new SiteStatusRequestDecoder();
    private final EventReplayRequestDecoder replayRequest = new EventReplayRequestDecoder();
    private final FragmentAssembler assembler = new FragmentAssembler(this::onFragment);
    private final List<InquiryJob> jobs = new ArrayList<>();
    private final SiteConfig config;
    private final SiteState state;
    private final Path journalDirectory;
    private final SiteReporter reporter;
    private final PrintStream errors;
    private final Aeron aeron;
    private final Subscription subscription;
    private final RoleProbe probe;
    private final SiteClock clock;
    private JournalReader journal;
    private long dropped;

    InquiryAgent(
        final SiteConfig config,
        final SiteState state,
        final SiteClock clock,
        final Path journalDirectory,
        final SiteReporter reporter,
        final PrintStream errors) {
        this.config = config;
        this.state = state;
        this.clock = clock;
        this.journalDirectory = journalDirectory;
        this.reporter = reporter;
        this.errors = errors;
        aeron = InquiryClient.connect(config, "inquiry");
        subscription = aeron.addSubscription("aeron:udp?endpoint=" + config.self().inquiry(), STREAM_ID);
        probe = new RoleProbe(aeron.countersReader());
    }

    @Override
    public int doWork() {
        int workCount = aeron.conductorAgentInvoker().invoke();
        workCount += subscription.poll(assembler, FRAGMENT_LIMIT);
        workCount += doJobs(System.nanoTime());
        workCount += reporter.update(probe.role(), probe.isSettled(), state);
        return workCount;
    }

    @Override
    public String roleName() {
        return "inquiry-" + config.member();
    }

    @Override
    public void onClose() {
        CloseHelper.quietCloseAll(jobs);
        CloseHelper.quietCloseAll(journal, subscription, aeron);
    }

    private int doJobs(final long nowNs) {
        int workCount = 0;
        for (int i = jobs.size() - 1; i >= 0; i--) {
            if (isDone(jobs.get(i), nowNs)) {
                CloseHelper.quietClose(jobs.remove(i));
                workCount++;
            }
        }
        return workCount;
    }

    private boolean isDone(final InquiryJob job, final long nowNs) {
        try {
            return job.doWork(nowNs);
        } catch (final RuntimeException ex) {
            errors.println("WARN an inquiry ended unanswered: " + ex);
            return true;
        }
    }

    private void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        if (jobs.size() == MAX_JOBS) {
            dropped++;
            return;
        }
        try {
            onRequest(buffer, offset, length);
        } catch (final RuntimeException ex) {
            dropped++;
            errors.println("WARN an inquiry was dropped, the " + dropped + "th: " + ex);
        }
    }

    private void onRequest(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return;
        }
        messageHeader.wrap(buffer, offset);
        if (messageHeader.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            return;
        }
        switch (messageHeader.templateId()) {
            case SiteStatusRequestDecoder.TEMPLATE_ID -> onStatusRequest(buffer, offset);
            case EventReplayRequestDecoder.TEMPLATE_ID -> onReplayRequest(buffer, offset);
            case SiteCopyRequestDecoder.TEMPLATE_ID -> onCopyRequest(buffer, offset);
            default -> dropped++;
        }
    }

    private void onStatusRequest(final DirectBuffer buffer, final int offset) {
        statusRequest.wrapAndApplyHeader(buffer, offset, messageHeader);
        final byte[] channel = new byte[statusRequest.responseChannelLength()];
        statusRequest.getResponseChannel(channel, 0, channel.length);
        jobs.add(new StatusJob(aeron, new String(channel, StandardCharsets.US_ASCII), statusRequest.responseStream(),
            System.nanoTime(), statusRequest.correlationId(), config, state, probe, clock));
    }

    private void onReplayRequest(final DirectBuffer buffer, final int offset) {
        replayRequest.wrapAndApplyHeader(buffer, offset, messageHeader);
        jobs.add(new ReplayJob(aeron, ReplayRequest.of(replayRequest), System.nanoTime(), journal(),
            config.participants(), state));
    }

    private void onCopyRequest(final DirectBuffer buffer, final int offset) {
        final SiteCopyRequestDecoder copyRequest =
            new SiteCopyRequestDecoder().wrapAndApplyHeader(buffer, offset, messageHeader);
        jobs.add(CopyJob.of(aeron, CopyRequest.of(copyRequest), System.nanoTime(), config));
    }

    private JournalReader journal() {
        if (journal == null && state.read().sequence() > 0) {
            journal = JournalReader.open(journalDirectory);
        }
        return journal;
    }
}
