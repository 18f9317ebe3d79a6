package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a repair has asked for arrives when it is no more its node's to hold (SLOT.md, rule 15). */
class LateEntriesTest {
    private static final Key KEY = Key.of("key1");

    private record Late(String from, ShardMessage message) {}

    private final TestCluster cluster = new TestCluster("a", "b", "c");
    private final List<Late> late = new ArrayList<>();

    private void put() {
        Operation put = new Operation.Put(KEY, new byte[] {'v'}, "text/plain", Operation.NO_TTL, Condition.ALWAYS);
        assertInstanceOf(Result.Written.class, cluster.call("a", put));
        cluster.run();
        cluster.lost = (from, message) -> message instanceof ShardMessage.Entries && late.add(new Late(from, message));
    }

    /** d has asked for the key, and its answer is under way. */
    private void moveFromCToD() {
        put();
        cluster.addNode("d");
        cluster.members.put("d", MemberState.ACTIVE);
        cluster.lists(List.of("a", "b", "c"), List.of("a", "b", "d"));
        cluster.publish();
        cluster.run();
    }

    /** All that was sent of entries since {@link #put}, to the only node that was asking. */
    private void arrive(String node) {
        assertFalse(late.isEmpty(), "nothing was fetched");
        cluster.lost = (from, message) -> false;
        for (Late entries : late) {
            cluster.shards
                    .get(node)
                    .step(
                            new ShardInput.Receive(entries.from, entries.message),
                            cluster.now,
                            cluster.now,
                            effect -> {});
        }
    }

    /** Seeds 3213, 4851 and 8049: nobody looked again at a slot that was left empty. */
    @Test
    void whoWasToGetTheSlot_andIsNotAnyMore_keepsNothingOfWhatItHadAskedFor() {
        moveFromCToD();
        cluster.lists(List.of("a", "b", "c"), List.of());
        cluster.publish();
        arrive("d");
        cluster.pass(2 * ShardSettings.DEFAULT_COMPARE_MILLIS);
        assertNull(cluster.shards.get("d").store().peek(KEY));
    }

    @Test
    void whoKeepsAKeyNoMore_byANewPolicy_doesNotKeepWhatItHadAskedFor() {
        put();
        cluster.restart("c");
        cluster.publish();
        cluster.run();
        Policy d = Policy.defaults();
        cluster.policies(new PolicyTable(List.of(new Policy(
                d.prefix(),
                d.consistency(),
                1,
                1,
                1,
                0,
                0,
                0,
                d.maxValueBytes(),
                d.eviction(),
                d.conflict(),
                d.onMajorityLoss()))));
        cluster.publish();
        arrive("c");
        cluster.pass(2 * ShardSettings.DEFAULT_COMPARE_MILLIS);
        assertNull(cluster.shards.get("c").store().peek(KEY));
    }

    /** The slot goes on to its new holder under another epoch: what was asked for before is as good. */
    @Test
    void whoStillIsToGetTheSlot_keepsIt() {
        moveFromCToD();
        cluster.lists(List.of("a", "b", "c"), List.of("d", "a", "b"));
        cluster.publish();
        arrive("d");
        assertEquals('v', cluster.shards.get("d").store().peek(KEY).value()[0]);
    }
}
