package dev.meguri.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.core.message.NodeMessage.Known;
import dev.meguri.core.strong.StrongMessage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every message has a kind, which the compiler sees to; here is which. */
class MessageKindTest {
    private static final int[] ONE = {7};
    private static final long[] OF_ONE = {1};
    private static final StrongMessage STRONG = new StrongMessage.Read(1, 7, 1, null);

    private static final Map<ShardMessage, MessageKind> OF_SHARDS = Map.ofEntries(
            Map.entry(new ShardMessage.Replicate(1, 7, 1, null), MessageKind.REPLICATE),
            Map.entry(new ShardMessage.Ack(1, 7, null), MessageKind.REPLICATE),
            Map.entry(new ShardMessage.Nack(1, 7, null, 1), MessageKind.REPLICATE),
            Map.entry(new ShardMessage.Read(1, 7, 1, null), MessageKind.READ),
            Map.entry(new ShardMessage.ReadAnswer(1, 7, null, true), MessageKind.READ),
            Map.entry(new ShardMessage.Forward(1, 7, 1, null, null, null), MessageKind.WRITE),
            Map.entry(new ShardMessage.ForwardAnswer(1, 7, null), MessageKind.WRITE),
            Map.entry(new ShardMessage.Strong(STRONG, 0), MessageKind.VOTE),
            Map.entry(new ShardMessage.StrongBatch(List.of(STRONG), 0), MessageKind.VOTE),
            Map.entry(new ShardMessage.DeliverHints(1, ONE, OF_ONE, List.of()), MessageKind.HINT),
            Map.entry(new ShardMessage.HintsTaken(1, ONE, null), MessageKind.HINT),
            Map.entry(new ShardMessage.TakeOver(1, 1, 1, ONE), MessageKind.REPAIR),
            Map.entry(new ShardMessage.HandedOver(1, ONE), MessageKind.REPAIR),
            Map.entry(new ShardMessage.CompareSlots(1, 1, 1, ONE, OF_ONE, ONE, OF_ONE), MessageKind.REPAIR),
            Map.entry(new ShardMessage.SlotsCompared(1, ONE, null, ONE), MessageKind.REPAIR),
            Map.entry(new ShardMessage.ListVersions(1, 7, 1, 1, 0, 0, 0), MessageKind.REPAIR),
            Map.entry(new ShardMessage.VersionList(1, 7, true, List.of()), MessageKind.REPAIR),
            Map.entry(new ShardMessage.FetchEntries(1, 7, 1, List.of()), MessageKind.REPAIR),
            Map.entry(new ShardMessage.Entries(1, 7, 0, List.of()), MessageKind.REPAIR),
            Map.entry(new ShardMessage.PushEntries(1, 7, 1, List.of()), MessageKind.REPAIR));

    @Test
    void messagesOfShards_haveTheKindOfWhatTheyAreAbout_andNoneIsLeftOut() {
        OF_SHARDS.forEach((message, kind) -> assertEquals(kind, MessageKind.of(message), message::toString));
        Set<Class<?>> all = new HashSet<>(List.of(ShardMessage.class.getPermittedSubclasses()));
        OF_SHARDS.keySet().forEach(message -> all.remove(message.getClass()));
        assertEquals(Set.of(), all);
    }

    @Test
    void slotMoves_itsRepairIsMigration_andNothingElseIs() {
        for (MessageKind kind : MessageKind.values()) {
            MessageKind expected = kind == MessageKind.REPAIR ? MessageKind.MIGRATION : kind;
            assertEquals(expected, kind.ofMovingSlot());
        }
    }

    @Test
    void messagesOfNodes_areGossipOrState() {
        List<NodeMessage> gossip = List.of(
                new NodeMessage.Ping(1, Known.NOTHING, List.of()),
                new NodeMessage.Pong(1, Known.NOTHING, List.of()),
                new NodeMessage.PingRequest(1, "node-2", Known.NOTHING, List.of()),
                new NodeMessage.PingReport(1, "node-2", true, Known.NOTHING, List.of()));
        gossip.forEach(message -> assertEquals(MessageKind.GOSSIP, MessageKind.of(message)));
        assertEquals(MessageKind.STATE, MessageKind.of(new NodeMessage.FetchState(1, 1)));
        assertEquals(MessageKind.STATE, MessageKind.of(new NodeMessage.StateAnswer(null)));
    }

    @Test
    void messagesToTheManager_areHeartbeats_reportsOfMovingSlots_orStates() {
        assertEquals(MessageKind.HEARTBEAT, MessageKind.of(new ManagerMessage.Goodbye()));
        assertEquals(
                MessageKind.HEARTBEAT,
                MessageKind.of(new ManagerMessage.Heartbeat(1, 1, 1, 0, List.of(), List.of(), null)));
        assertEquals(MessageKind.MIGRATION, MessageKind.of(new ManagerMessage.SlotsSynced(ONE, OF_ONE)));
        assertEquals(MessageKind.MIGRATION, MessageKind.of(new ManagerMessage.SlotsCarried(ONE, OF_ONE)));
        assertEquals(MessageKind.STATE, MessageKind.of(new ManagerMessage.StateUploaded(null)));
        assertEquals(MessageKind.STATE, MessageKind.of(new ManagerMessage.FetchFullState()));
    }

    @Test
    void names_areWhatMetricsSay() {
        assertEquals(
                List.of(
                        "write",
                        "replicate",
                        "read",
                        "vote",
                        "hint",
                        "repair",
                        "migration",
                        "gossip",
                        "heartbeat",
                        "state",
                        "publish"),
                Arrays.stream(MessageKind.values()).map(MessageKind::wire).toList());
    }
}
