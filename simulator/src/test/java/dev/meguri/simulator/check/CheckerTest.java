package dev.meguri.simulator.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Effect;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.core.shard.ShardSettings;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;
import dev.meguri.simulator.check.linearizability.Verdict;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.scenario.ClusterHarness;
import dev.meguri.simulator.workload.ClientOperation;
import dev.meguri.simulator.workload.Clients;
import dev.meguri.simulator.workload.KeyHistory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What no meddling with messages can show: each checker is told something that must not be, and says so. */
class CheckerTest {
    private static final int SLOTS = 64;

    private final ClusterHarness harness = ClusterHarness.start(3);
    private final SimCluster cluster = harness.cluster();
    private final Observer checks = cluster.world().observers();
    private final SimNode node = cluster.node("node-1");

    private void assertViolates(String invariant, Executable what) {
        assertEquals(
                invariant, assertThrows(ViolationFound.class, what).violation().invariant());
    }

    private ClusterState state(long term, long ringVersion) {
        ClusterState s = cluster.manager().state();
        return new ClusterState(
                s.clusterId(), term, ringVersion, s.replicationFactor(), s.members(), s.slots(), s.policies());
    }

    @Test
    void olderState_adoptedAfterANewerOne_isFound() {
        long version = cluster.manager().state().ringVersion();
        checks.onAdopted(node, state(1, version + 2));
        assertViolates("versions-never-go-back", () -> checks.onAdopted(node, state(1, version + 1)));
    }

    @Test
    void answerBelowTheAdoptedEpoch_isFound() {
        int slot = Key.of("k").slot(64);
        Entry entry = Entry.tombstone(Key.of("k"), new Version(1, "node-2", 1));
        ShardInput stale = new ShardInput.Receive("node-2", new ShardMessage.Replicate(7, slot, 0, entry));
        checks.onEffect(node, stale, new Effect.Send("node-2", new ShardMessage.Nack(7, slot, null, 1)));
        assertViolates(
                "no-act-below-epoch",
                () -> checks.onEffect(node, stale, new Effect.Send("node-2", new ShardMessage.Ack(7, slot, null))));
    }

    @Test
    void operation_answeredTwice_isFound() {
        harness.put("k", "v");
        long last = cluster.clients().submitted();
        assertViolates("answered-once", () -> cluster.clients().onReply(node, last, new Result.Absent(null, null)));
    }

    @Test
    void operation_thatIsNeverAnswered_isFound() {
        Clients unheard = new Clients(cluster.world());
        node.pause();
        unheard.submit(node, new Operation.Get(Key.of("k")));
        unheard.checkAge();
        node.crash(false);
        harness.runFor(ShardSettings.DEFAULT_OPERATION_TIMEOUT_MILLIS + 200);
        assertViolates("answered-in-time", unheard::checkAge);
    }

    @Test
    void valueReadAfterItsTime_isFound() {
        harness.put("node-1", "k", "v", 1_000);
        Result.Found found = (Result.Found) harness.get("node-1", "k");
        harness.runFor(1_500);
        ClientOperation late = operation(new Operation.Get(Key.of("k")), found);
        assertViolates("expiry-is-exact", () -> checks.onResult(late));
    }

    @Test
    void receiptWithTooFewAcks_orWithTheWrongSource_isFound() {
        harness.put("k", "v");
        Result.Found found = (Result.Found) harness.get("node-1", "k");
        Receipt r = found.receipt();
        Receipt noAcks = new Receipt(r.source(), r.nodeId(), r.slot(), r.ringVersion(), 0, r.replicas());
        Receipt wrongSource = new Receipt(
                r.source() == Receipt.Source.PRIMARY ? Receipt.Source.REPLICA : Receipt.Source.PRIMARY,
                r.nodeId(),
                r.slot(),
                r.ringVersion(),
                r.acks(),
                r.replicas());
        Operation get = new Operation.Get(Key.of("k"));
        assertViolates(
                "receipts-are-true", () -> checks.onResult(operation(get, new Result.Found(found.entry(), noAcks))));
        assertViolates(
                "receipts-are-true",
                () -> checks.onResult(operation(get, new Result.Found(found.entry(), wrongSource))));
    }

    @Test
    void memoryLosses_excuseOnlyWhatWasForgotten() {
        MemoryLosses losses = new MemoryLosses(SLOTS);
        KeyHistory key = cluster.clients().keyspace().key("k");
        SimNode other = cluster.node("node-2");
        KeyHistory.Acknowledged write =
                new KeyHistory.Acknowledged(key.key, new Version(5, "node-1", 1), false, 0, 100, 200, 1, 2, 1);
        assertTrue(losses.mustSurvive(key, write));
        losses.onMemoryLost(node, held(5), held(5));
        losses.onMemoryLost(other, held(6), held(5));
        assertEquals(0, losses.nodesThatForgot(key, write), "the disks have it");
        losses.onMemoryLost(node, held(4), List.of());
        assertEquals(0, losses.nodesThatForgot(key, write), "it never had it");
        losses.onMemoryLost(node, held(5), held(4));
        losses.onMemoryLost(node, held(6), List.of());
        assertEquals(1, losses.nodesThatForgot(key, write), "twice the same node");
        assertTrue(losses.mustSurvive(key, write), "one of two");
        losses.onMemoryLost(other, held(7), held(3));
        assertFalse(losses.mustSurvive(key, write), "both");
    }

    /** Where a slot was cleared, the clear version is all that a node has of the key; it is forgotten like any other. */
    @Test
    void memoryLosses_knowWhatClearVersionsStoodFor() {
        MemoryLosses losses = new MemoryLosses(SLOTS);
        KeyHistory key = cluster.clients().keyspace().key("k");
        KeyHistory.Acknowledged write =
                new KeyHistory.Acknowledged(key.key, new Version(5, "node-1", 1), false, 0, 100, 200, 1, 1, 1);
        losses.onMemoryLost(node, cleared(4), held(3));
        assertEquals(0, losses.nodesThatForgot(key, write), "cleared before it was written");
        losses.onMemoryLost(node, cleared(6), cleared(6));
        losses.onMemoryLost(node, cleared(6), cleared(5));
        losses.onMemoryLost(node, cleared(6), held(5));
        assertEquals(0, losses.nodesThatForgot(key, write), "the disk has it, or what took it away");
        losses.onMemoryLost(node, cleared(6), held(4));
        assertEquals(1, losses.nodesThatForgot(key, write), "both are forgotten");
        SimNode other = cluster.node("node-2");
        losses.onMemoryLost(other, cleared(6), List.of());
        assertEquals(2, losses.nodesThatForgot(key, write));
    }

    /** Strong keys: what takes too long to find out is neither a violation nor called good. */
    @Test
    void historyThatTakesTooLong_isUnknown_notGood() {
        StrongChecker hasty = new StrongChecker(cluster.world(), 1);
        cluster.world().observers().add(hasty);
        harness.put("strong:k", "v").put("strong:k", "w").expectValue("strong:k", "w");
        hasty.check();
        assertEquals(1, hasty.histories());
        assertEquals(
                List.of("strong:k"),
                hasty.unknown().stream().map(Verdict.Unknown::key).toList());
        cluster.checks().strong().check();
        assertEquals(List.of(), cluster.checks().strong().unknown(), "with all the steps it needs");
    }

    private static List<Entry> cleared(long time) {
        Key clear = ClearKey.of(Key.of("k").slot(SLOTS));
        return List.of(Entry.tombstone(clear, new Version(time, "node-1", 1)));
    }

    private static List<Entry> held(long time) {
        return List.of(Entry.tombstone(Key.of("k"), new Version(time, "node-1", 1)));
    }

    @Test
    void entryThatNobodyWrote_isFound() {
        Entry invented = Entry.value(Key.of("k"), new Version(1, "node-2", 1), new byte[] {'x'}, "", 0);
        ShardMessage message = new ShardMessage.Replicate(1, Key.of("k").slot(64), 1, invented);
        harness.put("k", "v");
        assertViolates("reads-return-what-was-written", () -> checks.onSend(node, cluster.node("node-2"), message));
    }

    private ClientOperation operation(Operation operation, Result result) {
        KeyHistory key = cluster.clients().keyspace().key(operation.key().toString());
        ClientOperation made = new ClientOperation(
                1_000, operation, key, List.of(key), node, cluster.world().nowMicros(), null, null);
        made.last = true;
        made.result = result;
        made.endMicros = cluster.world().nowMicros();
        return made;
    }

    @Test
    void conditions_areKept() {
        harness.put("k", "v");
        Result second =
                harness.ask("node-1", new Operation.Put(Key.of("k"), new byte[] {'w'}, "", 0, Condition.IF_ABSENT));
        assertTrue(second instanceof Result.ConditionFailed, second.toString());
    }
}
