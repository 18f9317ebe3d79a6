package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;

import dev.meguri.core.hint.HintSettings;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.mutant.Mutant;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.workload.ClientOperation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A story for each mechanism that brings replicas together again, or keeps readers from waiting or from finding old values. */
public final class RepairStories {
    private static final int KEYS = 10;
    /** No round of comparing in the background hides what hints do. */
    private static final long NO_ROUNDS = 10_000_000;
    /** They are dropped before they can be delivered. */
    private static final HintSettings SHORT_HINTS = new HintSettings(1_000, 100_000, 100_000);
    /** Of one way. There and back is longer than a reader waits before it asks another replica in any case. */
    private static final long SLOW_MICROS = 80_000;

    private static final long LONGEST_READ_MICROS = 60_000;

    private RepairStories() {}

    public static List<Story> all() {
        return List.of(
                new Story(Mutant.REPAIR_DOES_NOTHING, bug -> missedWrites(bug, SHORT_HINTS, seconds(2))),
                new Story(
                        Mutant.DIFFERENT_REPLICAS_ARE_CALLED_EQUAL, bug -> missedWrites(bug, SHORT_HINTS, seconds(2))),
                new Story(Mutant.BUCKETS_ARE_CALLED_EQUAL, bug -> missedWrites(bug, SHORT_HINTS, seconds(2))),
                new Story(Mutant.HINTS_NEVER_ARRIVE, bug -> missedWrites(bug, HintSettings.DEFAULTS, NO_ROUNDS)),
                new Story(Mutant.READS_REPAIR_NOTHING, RepairStories::readOfAStaleReplica),
                new Story(Mutant.READS_ARE_NOT_HEDGED, RepairStories::slowPrimary),
                new Story(Mutant.SLOTS_ARE_HANDED_OVER_TOO_EARLY, HandoverStories::drains),
                new Story(Mutant.MARKS_GO_WITHOUT_AGREEMENT, RepairStories::removalThatOneCutOffMissed),
                new Story(Mutant.WHAT_MAY_BE_REMOVED_IS_KEPT, RepairStories::removalThatOneDownMissed));
    }

    /** A replica is cut off from its peers, they are written to, and it is back. */
    private static void missedWrites(Tap bug, HintSettings hints, long roundMillis) {
        ClusterHarness cluster =
                ClusterHarness.start(1, SimSettings.calm(3).withHints(hints, roundMillis), NetworkSettings.calm(), bug);
        putAll(cluster, "v0");
        cutFromPeers(cluster, "node-3", true);
        putAll(cluster, "v1");
        cluster.runFor(seconds(5));
        cutFromPeers(cluster, "node-3", false);
        cluster.expectHealthy();
        for (int i = 0; i < KEYS; i++) {
            cluster.expectValue("k" + i, "v1");
        }
    }

    /** Nothing but a read is left to tell a replica what it missed. */
    private static void readOfAStaleReplica(Tap bug) {
        String[] stale = {""};
        ClusterHarness cluster =
                ClusterHarness.start(1, SimSettings.calm(3), NetworkSettings.calm(), (network, from, to, message) -> {
                    Object sent = bug.onSend(network, from, to, message);
                    boolean isLost = to.name().equals(stale[0])
                            && (sent instanceof ShardMessage.Replicate m && m.requestId() != 0
                                    || sent instanceof ShardMessage.DeliverHints
                                    || sent instanceof ShardMessage.CompareSlots);
                    return isLost ? null : sent;
                });
        String key = "quorum:k";
        int slot = Key.of(key).slot(cluster.cluster().world().settings().slotCount());
        List<String> list = cluster.cluster().manager().state().slot(slot).current();
        cluster.put(key, "v0").runFor(seconds(1));
        stale[0] = list.get(1);
        cluster.put(list.getFirst(), key, "v1").runFor(seconds(3));
        cluster.expect("v0".equals(held(cluster, stale[0], key, slot)), stale[0] + " missed the write");
        cluster.get(list.getFirst(), key);
        cluster.runFor(100);
        String held = held(cluster, stale[0], key, slot);
        cluster.expect("v1".equals(held), stale[0] + " was read from and still has " + held);
    }

    /** Peers are slow to hear from a primary, and it from them: whoever reads through another node waits for no more than a hedge. */
    private static void slowPrimary(Tap bug) {
        ClusterHarness cluster = ClusterHarness.start(1, SimSettings.calm(4), NetworkSettings.calm(), bug);
        putAll(cluster, "v");
        SimNode slow = cluster.cluster().node(cluster.primaryOf("k0"));
        SimNode reader = cluster.cluster().nodes().stream()
                .filter(node -> node != slow)
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 20 * KEYS; i++) {
            readMicros(cluster, reader, i);
        }
        for (SimNode other : cluster.cluster().nodes()) {
            if (other != slow) {
                cluster.cluster().world().network().disturb(slow, other, 0, SLOW_MICROS);
                cluster.cluster().world().network().disturb(other, slow, 0, SLOW_MICROS);
            }
        }
        for (int i = 0; i < 10 * KEYS; i++) {
            long micros = readMicros(cluster, reader, i);
            cluster.expect(micros <= LONGEST_READ_MICROS, "a read took " + micros + " us");
        }
    }

    /** It hears the manager, and so is not DOWN, until after the grace. */
    private static void removalThatOneCutOffMissed(Tap bug) {
        ClusterHarness cluster = startWithShortGrace(bug)
                .put("removed", "old")
                .put("kept", "old")
                .runFor(seconds(5));
        cutFromPeers(cluster, "node-3", true);
        cluster.runFor(seconds(3));
        cluster.ask("node-1", new Operation.Remove(Key.of("removed"), Condition.ALWAYS));
        cluster.runFor(seconds(25)).expectState("node-3", MemberState.ACTIVE);
        cutFromPeers(cluster, "node-3", false);
        cluster.expectHealthy().expectAbsent("removed").expectValue("kept", "old");
    }

    /** Nobody waits for it with the marks. */
    private static void removalThatOneDownMissed(Tap bug) {
        startWithShortGrace(bug)
                .put("removed", "old")
                .put("kept", "old")
                .runFor(seconds(5))
                .isolate("node-3")
                .runFor(seconds(1))
                .remove("removed")
                .runFor(seconds(25))
                .expectState("node-3", MemberState.DOWN)
                .heal()
                .runFor(seconds(10))
                .expectHealthy()
                .expectAbsent("removed")
                .expectValue("kept", "old");
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    private static ClusterHarness startWithShortGrace(Tap bug) {
        return ClusterHarness.start(1, SimSettings.calm(3).withGrace(6_000, 500), NetworkSettings.calm(), bug);
    }

    private static void putAll(ClusterHarness cluster, String value) {
        for (int i = 0; i < KEYS; i++) {
            cluster.put("node-1", "k" + i, value);
        }
    }

    /** Between nodes; the manager hears everybody. */
    private static void cutFromPeers(ClusterHarness cluster, String alone, boolean cut) {
        Network network = cluster.cluster().world().network();
        SimNode node = cluster.cluster().node(alone);
        for (SimNode other : cluster.cluster().nodes()) {
            if (other != node && cut) {
                network.cut(node, other);
                network.cut(other, node);
            } else if (other != node) {
                network.heal(node, other);
                network.heal(other, node);
            }
        }
    }

    /** Null: nothing. */
    private static String held(ClusterHarness cluster, String node, String key, int slot) {
        Entry[] held = new Entry[1];
        cluster.cluster()
                .node(node)
                .forEach(slot, entry -> held[0] = entry.key().equals(Key.of(key)) ? entry : held[0]);
        return held[0] == null ? null : new String(held[0].value(), StandardCharsets.UTF_8);
    }

    private static long readMicros(ClusterHarness cluster, SimNode via, int key) {
        ClientOperation read = cluster.cluster().clients().submit(via, new Operation.Get(Key.of("k" + key % KEYS)));
        cluster.cluster().runUntil(() -> read.result != null, seconds(3));
        cluster.expect(read.result != null, "no answer: " + read);
        return read.endMicros - read.submitMicros;
    }
}
