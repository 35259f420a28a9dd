package io.everbook.cli.operate;

import io.everbook.cli.ExitCode;
import io.everbook.cli.Report;
import io.everbook.site.PeerStatus;
import io.everbook.site.SiteConfig;
import io.everbook.site.SiteMember;
import io.everbook.site.SiteStatuses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code everbook status}: role, epoch, positions and lag of every site, and whether it is ready, or why not.
 */
@Command(
    name = "status",
    description = "Shows every site's role, epoch, positions, lag and readiness. Exit 1: one is silent or not ready.")
public final class StatusCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "Any site's properties file.")
    private Path config;

    @Option(names = "--host", paramLabel = "IP",
        description = "This machine's address, for the answers; default: that of the configuration's site.")
    private String host;

    @Option(names = "--timeout", paramLabel = "MS", defaultValue = "3000",
        description = "How long to wait for an answer; default ${DEFAULT-VALUE}.")
    private long timeoutMs;

    @Mixin
    private Report report;

    /**
     * Creates the command.
     */
    public StatusCommand() {
    }

    @Override
    public Integer call() {
        final SiteConfig site = SiteConfig.load(config);
        final Map<Integer, PeerStatus> answers = SiteStatuses.ask(
            site, host == null ? site.host() : host, TimeUnit.MILLISECONDS.toNanos(timeoutMs));
        final PeerStatus leader = answers.values().stream().filter(PeerStatus::leads).findFirst().orElse(null);
        final List<Map<String, Object>> sites = new ArrayList<>();
        for (final SiteMember member : site.members()) {
            sites.add(describe(member, answers.get(member.id()), leader));
        }
        final boolean ready = leader != null && sites.stream().allMatch(each -> Boolean.TRUE.equals(each.get("ready")));
        report.field("leader", leader == null ? null : leader.name()).field("ready", ready).field("sites", sites).end();
        return ready ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private Map<String, Object> describe(final SiteMember member, final PeerStatus status, final PeerStatus leader) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", member.name());
        fields.put("member", member.id());
        fields.put("answered", status != null);
        fields.put("ready", status != null && status.notReady().isEmpty());
        fields.put("reason", status == null ? "no answer" : status.notReady());
        if (status != null) {
            put(fields, status, leader);
        }
        final String text = fields.toString();
        report.line("%s", text.substring(1, text.length() - 1));
        return fields;
    }

    private static void put(final Map<String, Object> fields, final PeerStatus status, final PeerStatus leader) {
        fields.put("role", status.roleName());
        fields.put("epoch", status.epoch());
        fields.put("sequence", status.sequence());
        fields.put("chain", Long.toHexString(status.chain()));
        fields.put("lag", leader == null ? null : Math.max(0, leader.sequence() - status.sequence()));
        fields.put("logPosition", status.logPosition());
        fields.put("commitPosition", status.commitPosition());
        fields.put("caughtUp", status.caughtUp());
        fields.put("logicVersion", status.logicVersion());
        fields.put("maxLogicVersion", status.maxLogicVersion());
    }
}
