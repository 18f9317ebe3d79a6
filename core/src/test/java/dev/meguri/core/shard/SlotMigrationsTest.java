package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.strong.StrongMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Slots by the thousand admit a voter anew: each as STRONG.md says, but in batches and within bounds. */
class SlotMigrationsTest {
    private static final int SLOTS = 4_096;

    private record InFlight(String from, String to, ShardMessage message) {}

    private final Map<String, Shard> shards = new LinkedHashMap<>();
    private final ArrayDeque<InFlight> network = new ArrayDeque<>();
    private final TreeSet<String> silent = new TreeSet<>();
    private long now = 1_800_000_000_000L;
    private int messages;
    private int mostPrepares;
    /** Messages about strong keys that the node which forgot had to handle. */
    private int forForgetful;

    private void start(String... nodes) {
        for (String node : nodes) {
            shards.put(node, new Shard(ShardSettings.ordinary(node, 0, 1, SLOTS, 1 << 24, 1), PolicyTable.defaults()));
        }
        for (String node : nodes) {
            for (String other : nodes) {
                if (!other.equals(node)) {
                    step(node, new ShardInput.Reachable(other, true));
                }
            }
        }
    }

    private long incarnation(String node) {
        return node.equals("forgot") ? 2 : 1;
    }

    /** All slots are in JOINT, where "forgot" is to be admitted anew. @param listOf by slot */
    private void adopt(java.util.function.IntFunction<List<String>> listOf) {
        List<SlotAssignment> slots = new ArrayList<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            List<String> list = listOf.apply(slot);
            slots.add(SlotAssignment.jointOf(
                    2,
                    list.stream().map(node -> new Voter(node, 1, 1)).toList(),
                    list.stream()
                            .map(node -> new Voter(node, incarnation(node), node.equals("forgot") ? 2 : 1))
                            .toList()));
        }
        List<Member> members = shards.keySet().stream()
                .map(node -> new Member(
                        node, incarnation(node), MemberState.ACTIVE, 1, "host", 1, 0, "", "", Member.ORDINARY_WEIGHT))
                .toList();
        PolicyTable policies = PolicyTable.defaults().with(Policy.strong("strong:"));
        ClusterState state = new ClusterState("c", 1, 2, 3, members, slots, policies);
        shards.keySet().forEach(node -> step(node, new ShardInput.Adopt(state, incarnation(node), true)));
    }

    private void step(String node, ShardInput input) {
        shards.get(node).step(input, now, now, effect -> {
            if (effect instanceof Effect.Send send) {
                network.addLast(new InFlight(node, send.nodeId(), send.message()));
            }
        });
    }

    private void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            now++;
            for (InFlight next = network.poll(); next != null; next = network.poll()) {
                deliver(next);
            }
            for (String node : shards.keySet()) {
                if (shards.get(node).nextWakeMillis() <= now) {
                    step(node, new ShardInput.Wake());
                }
            }
        }
    }

    private void deliver(InFlight next) {
        if (silent.contains(next.to)) {
            return;
        }
        boolean isStrong =
                next.message instanceof ShardMessage.StrongBatch || next.message instanceof ShardMessage.Strong;
        forForgetful += isStrong && next.to.equals("forgot") ? 1 : 0;
        if (next.message instanceof ShardMessage.StrongBatch batch) {
            messages++;
            mostPrepares = Math.max(mostPrepares, (int) batch.messages().stream()
                    .filter(m -> m instanceof StrongMessage.SlotPrepare)
                    .count());
        } else if (next.message instanceof ShardMessage.Strong) {
            messages++;
        }
        step(next.to, new ShardInput.Receive(next.from, next.message));
    }

    private List<Integer> carriedBy(String node) {
        return shards.get(node).report().carriedJoints();
    }

    @Test
    void thousandsOfEmptySlots_areCarriedInAFewDozenMessages_andBatchesHaveTheirBound() {
        start("a", "b", "forgot");
        adopt(slot -> List.of("a", "b", "forgot"));
        pass(50);
        assertEquals(SLOTS, carriedBy("a").size());
        assertTrue(messages <= 100, messages + " messages");
        assertTrue(mostPrepares <= Limits.MAX_SLOTS_CARRIED_AT_ONCE, mostPrepares + " at once");
    }

    @Test
    void whoForgot_hasNothingToDoWhereOthersHaveTheKeys() {
        start("a", "b", "forgot");
        adopt(slot -> slot % 2 == 0 ? List.of("forgot", "a", "b") : List.of("b", "forgot", "a"));
        pass(50);
        assertEquals(0, carriedBy("forgot").size());
        assertEquals(SLOTS / 2, carriedBy("a").size());
        assertEquals(SLOTS / 2, carriedBy("b").size());
        assertEquals(0, forForgetful);
    }

    @Test
    void slotsThatWaitForASilentNode_keepOthersWaitingNoLongerThanAWhile() {
        start("a", "b", "c", "forgot");
        silent.add("c");
        // Of these lists a majority is a and c: the first slots, more than are carried at once, cannot be.
        adopt(slot -> slot < SLOTS / 2 ? List.of("a", "c", "forgot") : List.of("a", "b", "forgot"));
        pass(50);
        assertEquals(0, carriedBy("a").size());
        pass(2_000);
        assertEquals(SLOTS / 2, carriedBy("a").size());
    }
}
