package dev.meguri.core.shard;

import dev.meguri.core.hint.HintSettings;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Some shards (one per node, sixteen slots) and a network without delay; time passes only when the test says so. */
final class TestCluster {
    static final int SLOTS = 16;

    private record InFlight(String from, String to, ShardMessage message) {}

    final Map<String, Shard> shards = new LinkedHashMap<>();
    final Map<String, MemberState> members = new LinkedHashMap<>();
    final Map<Long, Result> results = new LinkedHashMap<>();
    private final ArrayDeque<InFlight> network = new ArrayDeque<>();
    private final TreeSet<String> cut = new TreeSet<>();
    private List<SlotAssignment> slots = new ArrayList<>();
    private PolicyTable policies = PolicyTable.defaults();
    private long ringVersion;
    private long operations;
    long now = 1_800_000_000_000L;

    private final HintSettings hints;

    TestCluster(String... nodes) {
        this(HintSettings.DEFAULTS, nodes);
    }

    TestCluster(HintSettings hints, String... nodes) {
        this.hints = hints;
        for (String node : nodes) {
            addNode(node);
            members.put(node, MemberState.ACTIVE);
        }
        for (int i = 0; i < SLOTS; i++) {
            slots.add(SlotAssignment.stable(1, Arrays.asList(nodes)));
        }
        publish();
        run();
    }

    void addNode(String node) {
        long seed = shards.size() + 1;
        ShardSettings settings =
                ShardSettings.ordinary(node, 0, 1, SLOTS, 1 << 24, seed).withHints(hints);
        shards.put(node, new Shard(settings, policies));
        shards.keySet().forEach(other -> {
            if (!other.equals(node)) {
                step(node, new ShardInput.Reachable(other, true));
                step(other, new ShardInput.Reachable(node, true));
            }
        });
    }

    /** Its memory is gone. */
    void restart(String node) {
        shards.remove(node);
        addNode(node);
    }

    void lists(List<String> current, List<String> next) {
        ringVersion++;
        List<SlotAssignment> changed = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            changed.add(
                    next.isEmpty()
                            ? SlotAssignment.stable(ringVersion, current)
                            : SlotAssignment.joint(ringVersion, current, next));
        }
        slots = changed;
        ringVersion--;
    }

    void policies(PolicyTable table) {
        policies = table;
    }

    /** To everybody who is not cut off. */
    ClusterState publish() {
        ringVersion++;
        List<Member> list = new ArrayList<>();
        members.forEach((id, state) -> list.add(new Member(id, 1, state, ringVersion, id, 1, 0, "", "", 100)));
        ClusterState state = new ClusterState("c", 1, ringVersion, 3, list, slots, policies);
        shards.keySet().forEach(node -> {
            if (!cut.contains(node)) {
                step(node, new ShardInput.Adopt(state, incarnationOf(node), true));
            }
        });
        return state;
    }

    /** Nodes that no manager has given an incarnation. */
    final TreeSet<String> nameless = new TreeSet<>();

    private long incarnationOf(String node) {
        return nameless.contains(node) ? 0 : 1;
    }

    /** Messages from this node vanish for which it is true. */
    BiPredicate<String, ShardMessage> lost = (from, message) -> false;

    /** Messages to and from the node vanish. @param noticed whether the others see the connection break */
    void cut(String node, boolean noticed) {
        cut.add(node);
        if (noticed) {
            reachable(node, false);
        }
    }

    void heal(String node) {
        cut.remove(node);
        reachable(node, true);
    }

    private void reachable(String node, boolean is) {
        List.copyOf(shards.keySet()).forEach(other -> {
            if (!other.equals(node)) {
                step(other, new ShardInput.Reachable(node, is));
                step(node, new ShardInput.Reachable(other, is));
            }
        });
    }

    long submit(String node, Operation operation) {
        step(node, new ShardInput.Submit(++operations, operation));
        return operations;
    }

    /** Submits, delivers everything, and lets time pass until there is a result. */
    Result call(String node, Operation operation) {
        long id = submit(node, operation);
        run();
        for (int i = 0; i < 3_000 && !results.containsKey(id); i++) {
            pass(1);
        }
        return results.get(id);
    }

    void pass(long millis) {
        for (long i = 0; i < millis; i++) {
            now++;
            for (String node : List.copyOf(shards.keySet())) {
                if (shards.get(node).nextWakeMillis() <= now) {
                    step(node, new ShardInput.Wake());
                }
            }
            run();
        }
    }

    void run() {
        while (!network.isEmpty()) {
            InFlight next = network.removeFirst();
            if (!lost.test(next.from, next.message)
                    && !cut.contains(next.from)
                    && !cut.contains(next.to)
                    && shards.containsKey(next.to)) {
                step(next.to, new ShardInput.Receive(next.from, next.message));
            }
        }
    }

    private void step(String node, ShardInput input) {
        shards.get(node).step(input, now, now, effect -> {
            switch (effect) {
                case Effect.Reply reply -> results.put(reply.operationId(), reply.result());
                case Effect.Send send -> network.addLast(new InFlight(node, send.nodeId(), send.message()));
                case Effect.FetchState fetch -> {
                    ClusterState known = shards.get(fetch.nodeId()).state();
                    if (!cut.contains(node)
                            && known.isNewerThan(shards.get(node).state())) {
                        later.addLast(() -> step(node, new ShardInput.Adopt(known, incarnationOf(node), true)));
                    }
                }
            }
        });
        while (!later.isEmpty()) {
            later.removeFirst().run();
        }
    }

    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
}
