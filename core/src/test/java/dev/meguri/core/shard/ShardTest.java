package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    private static final Key KEY = Key.of("key1");

    private static Operation put(String value) {
        return put(KEY, value);
    }

    private static Operation put(Key key, String value) {
        return new Operation.Put(
                key, value.getBytes(StandardCharsets.UTF_8), "text/plain", Operation.POLICY_TTL, Condition.ALWAYS);
    }

    private static Operation get() {
        return new Operation.Get(KEY);
    }

    private static String text(Result result) {
        return new String(assertInstanceOf(Result.Found.class, result).entry().value(), StandardCharsets.UTF_8);
    }

    private static PolicyTable policy(int replicas, int writeQuorum, int readQuorum) {
        Policy d = Policy.defaults();
        return new PolicyTable(List.of(new Policy(
                d.prefix(),
                d.consistency(),
                replicas,
                writeQuorum,
                readQuorum,
                0,
                0,
                0,
                d.maxValueBytes(),
                d.eviction(),
                d.conflict(),
                d.onMajorityLoss())));
    }

    @Test
    void aWriteAnywhere_isKeptByAllReplicas_andReadAtThePrimary() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        Result.Written written = assertInstanceOf(Result.Written.class, cluster.call("b", put("v1")));
        assertTrue(written.created());
        assertEquals(Receipt.Source.PRIMARY, written.receipt().source());
        assertEquals("a", written.receipt().nodeId());
        cluster.shards
                .values()
                .forEach(shard ->
                        assertEquals(written.version(), shard.store().peek(KEY).version()));
        Result.Found found = assertInstanceOf(Result.Found.class, cluster.call("c", get()));
        assertEquals("v1", text(found));
        assertEquals(Receipt.Source.PRIMARY, found.receipt().source());
        assertEquals(1, found.receipt().acks());
        assertEquals(3, found.receipt().replicas());
    }

    @Test
    void thePrimaryIsGone_aReplicaAnswersAndCoordinates() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.call("a", put("v1"));
        cluster.cut("a", true);
        Result.Found found = assertInstanceOf(Result.Found.class, cluster.call("c", get()));
        assertEquals("v1", text(found));
        assertEquals(Receipt.Source.REPLICA, found.receipt().source());
        Result.Written written = assertInstanceOf(Result.Written.class, cluster.call("c", put("v2")));
        assertEquals(2, written.receipt().acks());
        assertEquals("v2", text(cluster.call("b", get())));
    }

    @Test
    void thePrimaryIsSilent_aPlainWriteTakesAnotherWayAfterTheForwardTimeout() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.cut("a", false);
        long before = cluster.now;
        assertInstanceOf(Result.Written.class, cluster.call("b", put("v1")));
        assertEquals(ShardSettings.DEFAULT_FORWARD_TIMEOUT_MILLIS, cluster.now - before);
    }

    @Test
    void thePrimaryIsSilent_aReadModifyWriteIsInDoubt_neverDefinite() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.cut("a", false);
        Result.Failed failed = assertInstanceOf(
                Result.Failed.class, cluster.call("b", new Operation.Increment(KEY, 1, Operation.POLICY_TTL)));
        assertEquals(Failure.IN_DOUBT, failed.failure());
    }

    @Test
    void tooFewReplicasToStart_isADefiniteFailure_andChangesNothing() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.cut("b", true);
        cluster.cut("c", true);
        Result.Failed failed = assertInstanceOf(Result.Failed.class, cluster.call("a", put("v1")));
        assertEquals(Failure.NOT_ENOUGH_REPLICAS, failed.failure());
        assertNull(cluster.shards.get("a").store().peek(KEY));
    }

    @Test
    void replicasThatStaySilent_leaveTheWriteInDoubt() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.cut("b", false);
        cluster.cut("c", false);
        Result.Failed failed = assertInstanceOf(Result.Failed.class, cluster.call("a", put("v1")));
        assertEquals(Failure.IN_DOUBT, failed.failure());
        assertEquals(1, failed.acks());
        assertEquals(2, failed.needed());
    }

    @Test
    void compareAndSet_holdsOnlyForTheVersionThatIsThere() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        Result.Written first = (Result.Written) cluster.call("a", put("v1"));
        Operation swap = new Operation.Put(
                KEY, new byte[] {'2'}, "text/plain", Operation.POLICY_TTL, new Condition.IfVersion(first.version()));
        assertInstanceOf(Result.Written.class, cluster.call("c", swap));
        Result.ConditionFailed failed = assertInstanceOf(Result.ConditionFailed.class, cluster.call("b", swap));
        assertNotEquals(first.version(), failed.current());
        assertEquals("2", text(cluster.call("b", get())));
    }

    @Test
    void increments_addUp_andSayWhatTheyCannot() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        Operation ten = new Operation.Increment(KEY, 10, Operation.POLICY_TTL);
        assertEquals(10, ((Result.Written) cluster.call("b", ten)).number());
        assertEquals(20, ((Result.Written) cluster.call("c", ten)).number());
        Operation most = new Operation.Increment(KEY, Long.MAX_VALUE, Operation.POLICY_TTL);
        assertEquals(Failure.NUMBER_OVERFLOW, ((Result.Failed) cluster.call("a", most)).failure());
        cluster.call("a", put("x"));
        assertEquals(Failure.NOT_A_NUMBER, ((Result.Failed) cluster.call("a", ten)).failure());
    }

    @Test
    void aRepeatedForward_isCarriedOutOnce() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        Operation ten = new Operation.Increment(KEY, 10, Operation.POLICY_TTL);
        var message = new dev.meguri.core.message.ShardMessage.Forward(
                77,
                KEY.slot(TestCluster.SLOTS),
                1,
                ten,
                new dev.meguri.core.version.Version(cluster.now << 16, "b", 1),
                null);
        for (int i = 0; i < 2; i++) {
            cluster.shards.get("a").step(new ShardInput.Receive("b", message), cluster.now, cluster.now, effect -> {});
        }
        assertEquals("10", new String(cluster.shards.get("a").store().peek(KEY).value(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "d"})
    void theAnswerOfTheFirstWayIsLost_theSecondWayAnswersTheSame(String client) {
        TestCluster cluster = new TestCluster("a", "b", "c", "d");
        cluster.lists(List.of("a", "b", "c"), List.of());
        cluster.publish();
        cluster.run();
        cluster.lost = (from, message) -> from.equals("a") && message instanceof ShardMessage.ForwardAnswer;
        assertTrue(((Result.Written) cluster.call(client, put("v1"))).created());
        assertFalse(((Result.Written) cluster.call(client, put("v2"))).created());
        Operation remove = new Operation.Remove(KEY, Condition.ALWAYS);
        assertTrue(((Result.Removed) cluster.call(client, remove)).existed());
        assertFalse(((Result.Removed) cluster.call(client, remove)).existed());
        assertTrue(((Result.Written) cluster.call(client, put("v3"))).created());
    }

    @Test
    void expiry_isExactToTheMillisecond() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.call("a", new Operation.Put(KEY, new byte[] {1}, "application/octet-stream", 100, Condition.ALWAYS));
        cluster.pass(99);
        assertInstanceOf(Result.Found.class, cluster.call("b", get()));
        cluster.pass(1);
        Result.Absent absent = assertInstanceOf(Result.Absent.class, cluster.call("b", get()));
        assertEquals(Removal.EXPIRED, absent.why());
    }

    @Test
    void aQuorumRead_findsTheNewest_andRepairsWhoIsBehind() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.policies(policy(3, 2, 2));
        cluster.publish();
        cluster.run();
        cluster.call("a", put("v1"));
        cluster.cut("a", true);
        cluster.call("b", put("v2"));
        cluster.heal("a");
        assertEquals("v2", text(cluster.call("a", get())));
        assertEquals("v2", text(cluster.call("a", get())));
    }

    @Test
    void aReplicaThatLostItsMemory_answersNothingUntilItIsRepaired() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        for (int i = 0; i < 500; i++) {
            cluster.call("a", put(Key.of("k" + i), "v" + i));
        }
        cluster.restart("a");
        cluster.members.put("a", MemberState.JOINING);
        cluster.publish();
        int slot = KEY.slot(TestCluster.SLOTS);
        assertFalse(cluster.shards.get("a").isSynced(slot));
        cluster.run();
        cluster.pass(50);
        assertTrue(cluster.shards.get("a").isSynced(slot));
        assertEquals(0, cluster.shards.get("a").report().unsyncedSlots());
        for (int i = 0; i < 500; i++) {
            Entry entry = cluster.shards.get("a").store().peek(Key.of("k" + i));
            assertEquals("v" + i, new String(entry.value(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void whoIsNewToASlot_waitsForItsHolders_whenNoneIsAlive() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.call("a", put("v1"));
        cluster.addNode("d");
        cluster.cut("a", true);
        cluster.cut("b", true);
        cluster.cut("c", true);
        cluster.members.put("d", MemberState.ACTIVE);
        List.of("a", "b", "c").forEach(node -> cluster.members.put(node, MemberState.DOWN));
        cluster.lists(List.of("d", "b", "c"), List.of());
        cluster.publish();
        cluster.pass(100);
        assertFalse(cluster.shards.get("d").isSynced(KEY.slot(TestCluster.SLOTS)));
        cluster.members.put("b", MemberState.JOINING);
        cluster.heal("b");
        cluster.publish();
        cluster.pass(300);
        assertTrue(cluster.shards.get("d").isSynced(KEY.slot(TestCluster.SLOTS)));
        assertEquals("v1", text(cluster.call("d", get())));
    }

    @Test
    void aWriteThatMissedAReplica_isRepairedWhenItCanBeReachedAgain() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.cut("c", false);
        cluster.call("a", put("v1"));
        cluster.pass(ShardSettings.DEFAULT_OPERATION_TIMEOUT_MILLIS);
        assertNull(cluster.shards.get("c").store().peek(KEY));
        cluster.heal("c");
        cluster.pass(500);
        assertEquals("v1", new String(cluster.shards.get("c").store().peek(KEY).value(), StandardCharsets.UTF_8));
    }

    @Test
    void aSlotThatMoves_isFetchedByTheNewHolder_servedAllTheWhile_andDroppedByTheOld() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.call("a", put("v1"));
        cluster.addNode("d");
        cluster.members.put("d", MemberState.ACTIVE);
        cluster.lists(List.of("a", "b", "c"), List.of("a", "b", "d"));
        cluster.publish();
        cluster.run();
        cluster.pass(200);
        assertEquals(
                TestCluster.SLOTS,
                cluster.shards.get("d").report().syncedJoints().size());
        assertEquals(
                TestCluster.SLOTS,
                cluster.shards.get("a").report().syncedJoints().size());
        assertEquals("v1", text(cluster.call("c", get())));
        cluster.call("c", put("v2"));
        assertEquals("v2", new String(cluster.shards.get("d").store().peek(KEY).value(), StandardCharsets.UTF_8));
        cluster.lists(List.of("a", "b", "d"), List.of());
        cluster.publish();
        cluster.run();
        cluster.pass(200);
        assertNull(cluster.shards.get("c").store().peek(KEY));
        assertEquals("v2", text(cluster.call("c", get())));
    }

    @Test
    void aChangeOfPrimaries_movesTheKeysThatOnlyThePrimaryKeeps() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.policies(policy(1, 1, 1));
        cluster.publish();
        cluster.run();
        cluster.call("a", put("v1"));
        assertNull(cluster.shards.get("b").store().peek(KEY));
        cluster.lists(List.of("a", "b", "c"), List.of("b", "a", "c"));
        cluster.publish();
        cluster.run();
        cluster.pass(200);
        assertEquals(
                TestCluster.SLOTS,
                cluster.shards.get("b").report().syncedJoints().size());
        cluster.lists(List.of("b", "a", "c"), List.of());
        cluster.publish();
        cluster.run();
        cluster.pass(200);
        assertEquals("v1", text(cluster.call("c", get())));
        assertNull(cluster.shards.get("a").store().peek(KEY));
    }

    @Test
    void aCoordinatorWithAnOldState_learnsTheNewOne_andItsWriteReachesTheNewHolders() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        cluster.addNode("d");
        cluster.members.put("d", MemberState.ACTIVE);
        cluster.cut("a", false);
        cluster.lists(List.of("a", "b", "c"), List.of("d", "b", "c"));
        cluster.publish();
        cluster.heal("a");
        assertInstanceOf(Result.Written.class, cluster.call("a", put("v1")));
        assertEquals("v1", new String(cluster.shards.get("d").store().peek(KEY).value(), StandardCharsets.UTF_8));
    }

    @Test
    void anEvictedVersion_isGoneOnAllReplicas() {
        TestCluster cluster = new TestCluster("a", "b", "c");
        Policy d = Policy.defaults();
        cluster.policies(PolicyTable.defaults()
                .with(new Policy(
                        "small:",
                        d.consistency(),
                        3,
                        2,
                        1,
                        0,
                        0,
                        20_000,
                        10_000,
                        Policy.Eviction.LRU,
                        "lww",
                        d.onMajorityLoss())));
        cluster.publish();
        cluster.run();
        for (int i = 0; i < 100; i++) {
            cluster.call("a", put(Key.of("small:" + i), "x".repeat(1_000)));
        }
        cluster.pass(100);
        for (int i = 0; i < 100; i++) {
            Key key = Key.of("small:" + i);
            long holders = cluster.shards.values().stream()
                    .filter(shard -> shard.store().peek(key) != null
                            && !shard.store().peek(key).isGone())
                    .count();
            assertTrue(holders == 0 || holders == 3, key + " is held by " + holders);
        }
    }

    @Test
    void peerThatDoesNotAnswerComparisons_isGivenMoreTimeEachTime() {
        TestCluster cluster = new TestCluster("a", "b");
        List<Long> askedMillis = new ArrayList<>();
        cluster.lost = (from, message) -> {
            if (from.equals("a") && message instanceof ShardMessage.CompareSlots) {
                askedMillis.add(cluster.now);
            }
            return from.equals("b");
        };
        cluster.restart("a");
        cluster.publish();
        cluster.run();
        cluster.pass(4_000);
        assertTrue(askedMillis.size() >= 4, askedMillis.toString());
        for (int i = 2; i < 4; i++) {
            long before = askedMillis.get(i - 1) - askedMillis.get(i - 2);
            assertTrue(askedMillis.get(i) - askedMillis.get(i - 1) > before, askedMillis.toString());
        }
    }

    @Test
    void epochOfTheSameHolders_comparesNothingAgainThatWasCompared() {
        List<String> list = List.of("a", "b", "c");
        TestCluster cluster = new TestCluster("a", "b", "c");
        List<ShardMessage> answersOfB = new ArrayList<>();
        cluster.lost = (from, message) -> {
            boolean answer = message instanceof ShardMessage.SlotsCompared;
            if (answer && from.equals("b")) {
                answersOfB.add(message);
            }
            return answer && from.equals("c");
        };
        cluster.restart("a");
        cluster.publish();
        cluster.run();
        assertFalse(answersOfB.isEmpty());
        answersOfB.clear();
        cluster.lists(list, list);
        cluster.publish();
        // Until c is given up, whose answers are lost, the slots are compared with nobody else.
        cluster.pass(350);
        assertEquals(List.of(), answersOfB);
    }
}
