package io.everbook.engine;

import io.everbook.protocol.AmendOrderDecoder;
import io.everbook.protocol.CancelOrderDecoder;
import io.everbook.protocol.ChangeInstrumentStateDecoder;
import io.everbook.protocol.ChangeLogicVersionDecoder;
import io.everbook.protocol.ConnectionClosedDecoder;
import io.everbook.protocol.ConnectionOpenedDecoder;
import io.everbook.protocol.DefineInstrumentDecoder;
import io.everbook.protocol.DefineParticipantDecoder;
import io.everbook.protocol.DefineSessionDecoder;
import io.everbook.protocol.LeaderMoveDecoder;
import io.everbook.protocol.LogonDecoder;
import io.everbook.protocol.MassCancelDecoder;
import io.everbook.protocol.NewOrderDecoder;
import io.everbook.protocol.SiteReportDecoder;
import io.everbook.protocol.TermStartedDecoder;
import io.everbook.protocol.TestRequestDecoder;

/**
 * What the schema says of each command's template: the length of its block, and who may send it.
 */
final class Templates {
    private static final int COUNT = 100;
    private static final int[] BLOCK_LENGTHS = new int[COUNT];
    private static final int[] ROLES = new int[COUNT];
    private static final boolean[] FROM_LOG = new boolean[COUNT];
    private static final boolean[] FROM_SITE = new boolean[COUNT];

    static {
        add(LogonDecoder.TEMPLATE_ID, LogonDecoder.BLOCK_LENGTH, new LogonDecoder().sbeSemanticType());
        add(TestRequestDecoder.TEMPLATE_ID, TestRequestDecoder.BLOCK_LENGTH,
            new TestRequestDecoder().sbeSemanticType());
        add(NewOrderDecoder.TEMPLATE_ID, NewOrderDecoder.BLOCK_LENGTH, new NewOrderDecoder().sbeSemanticType());
        add(CancelOrderDecoder.TEMPLATE_ID, CancelOrderDecoder.BLOCK_LENGTH,
            new CancelOrderDecoder().sbeSemanticType());
        add(AmendOrderDecoder.TEMPLATE_ID, AmendOrderDecoder.BLOCK_LENGTH, new AmendOrderDecoder().sbeSemanticType());
        add(MassCancelDecoder.TEMPLATE_ID, MassCancelDecoder.BLOCK_LENGTH, new MassCancelDecoder().sbeSemanticType());
        add(DefineParticipantDecoder.TEMPLATE_ID, DefineParticipantDecoder.BLOCK_LENGTH,
            new DefineParticipantDecoder().sbeSemanticType());
        add(DefineSessionDecoder.TEMPLATE_ID, DefineSessionDecoder.BLOCK_LENGTH,
            new DefineSessionDecoder().sbeSemanticType());
        add(DefineInstrumentDecoder.TEMPLATE_ID, DefineInstrumentDecoder.BLOCK_LENGTH,
            new DefineInstrumentDecoder().sbeSemanticType());
        add(ChangeInstrumentStateDecoder.TEMPLATE_ID, ChangeInstrumentStateDecoder.BLOCK_LENGTH,
            new ChangeInstrumentStateDecoder().sbeSemanticType());
        add(ChangeLogicVersionDecoder.TEMPLATE_ID, ChangeLogicVersionDecoder.BLOCK_LENGTH,
            new ChangeLogicVersionDecoder().sbeSemanticType());
        add(ConnectionOpenedDecoder.TEMPLATE_ID, ConnectionOpenedDecoder.BLOCK_LENGTH,
            new ConnectionOpenedDecoder().sbeSemanticType());
        add(ConnectionClosedDecoder.TEMPLATE_ID, ConnectionClosedDecoder.BLOCK_LENGTH,
            new ConnectionClosedDecoder().sbeSemanticType());
        add(TermStartedDecoder.TEMPLATE_ID, TermStartedDecoder.BLOCK_LENGTH,
            new TermStartedDecoder().sbeSemanticType());
        add(LeaderMoveDecoder.TEMPLATE_ID, LeaderMoveDecoder.BLOCK_LENGTH, new LeaderMoveDecoder().sbeSemanticType());
        add(SiteReportDecoder.TEMPLATE_ID, SiteReportDecoder.BLOCK_LENGTH, new SiteReportDecoder().sbeSemanticType());
    }

    private Templates() {
    }

    static boolean isKnown(final int templateId) {
        return templateId < COUNT && BLOCK_LENGTHS[templateId] > 0;
    }

    static int blockLength(final int templateId) {
        return BLOCK_LENGTHS[templateId];
    }

    static int roles(final int templateId) {
        return ROLES[templateId];
    }

    static boolean isFromLog(final int templateId) {
        return isKnown(templateId) && FROM_LOG[templateId];
    }

    static boolean isFromSite(final int templateId) {
        return isKnown(templateId) && FROM_SITE[templateId];
    }

    /** Unknown ones are in the session's count too, so that a newer client can go on after the reject. */
    static boolean isCounted(final int templateId) {
        return !isFromLog(templateId)
            && !isFromSite(templateId)
            && templateId != LogonDecoder.TEMPLATE_ID
            && templateId != TestRequestDecoder.TEMPLATE_ID;
    }

    private static void add(final int templateId, final int blockLength, final String semanticType) {
        BLOCK_LENGTHS[templateId] = blockLength;
        FROM_LOG[templateId] = "LOG".equals(semanticType);
        FROM_SITE[templateId] = "SITE".equals(semanticType);
        ROLES[templateId] = Role.bitsOf(semanticType);
    }
}
