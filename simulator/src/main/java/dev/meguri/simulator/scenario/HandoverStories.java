package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.workload.ClientOperation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A slot's serving primary changes as planned: nobody is down. A client that writes and reads wherever a node takes itself for the
 * primary, as clients of the Redis protocol do, finds what it wrote, with R = 1 as well.
 */
public final class HandoverStories {
    private static final int KEYS = 40;
    /** In which a plan is carried out. */
    private static final long WATCHED_MILLIS = seconds(8);

    private static final int SEEDS = 10;

    private HandoverStories() {}

    /** Several times, as only a write that is on its way at that moment shows anything. */
    static void drains(Tap bug) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            drain(seed, bug);
        }
    }

    /** @param bug null: none, as in the others */
    public static void join(int seed, Tap bug) {
        ClusterHarness cluster = start(seed, 3, bug);
        cluster.addNode();
        writeAndRead(cluster);
    }

    public static void drain(int seed, Tap bug) {
        ClusterHarness cluster = start(seed, 4, bug);
        cluster.drain("node-2");
        writeAndRead(cluster);
    }

    public static void comeBack(int seed, Tap bug) {
        ClusterHarness cluster = start(seed, 3, bug);
        cluster.kill("node-2").runFor(seconds(5)).startNode("node-2");
        // until it knows more than what it had stored
        cluster.runFor(500);
        writeAndRead(cluster);
    }

    private static ClusterHarness start(int seed, int nodes, Tap bug) {
        NetworkSettings uneven = new NetworkSettings(100, 6_000, true, 0, 0, 0, 1, 300_000, 5_000_000);
        return ClusterHarness.start(seed, SimSettings.calm(nodes), uneven, bug);
    }

    private static void writeAndRead(ClusterHarness cluster) {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            lanes.add(new Lane(cluster, "k" + i));
        }
        for (int i = 0; i < WATCHED_MILLIS; i++) {
            lanes.forEach(Lane::goOn);
            cluster.runFor(1);
        }
        cluster.expectHealthy();
    }

    /** A client that writes a key and then reads it, for ever, each time at the first node that takes itself for its primary. */
    private static final class Lane {
        private final ClusterHarness cluster;
        private final String key;
        private final int slot;
        private ClientOperation write;
        private final List<ClientOperation> reads = new ArrayList<>();
        private int turn;

        Lane(ClusterHarness cluster, String key) {
            this.cluster = cluster;
            this.key = key;
            this.slot = Key.of(key).slot(cluster.cluster().world().settings().slotCount());
        }

        void goOn() {
            if (write == null) {
                leaders().stream().findFirst().ifPresent(node -> {
                    turn++;
                    byte[] value = value().getBytes(StandardCharsets.UTF_8);
                    write = cluster.cluster()
                            .clients()
                            .submit(
                                    node,
                                    new Operation.Put(
                                            Key.of(key), value, "text/plain", Operation.NO_TTL, Condition.ALWAYS));
                });
            } else if (write.result != null && reads.isEmpty()) {
                cluster.expect(write.result instanceof Result.Written, write + ": " + write.result);
                leaders()
                        .forEach(node ->
                                reads.add(cluster.cluster().clients().submit(node, new Operation.Get(Key.of(key)))));
            } else if (!reads.isEmpty() && reads.stream().allMatch(read -> read.result != null)) {
                reads.forEach(this::check);
                reads.clear();
                write = null;
            }
        }

        private void check(ClientOperation read) {
            boolean isThere = read.result instanceof Result.Found found
                    && value().equals(new String(found.entry().value(), StandardCharsets.UTF_8));
            cluster.expect(isThere, "not found: " + write + ", confirmed before, by " + read + ": " + read.result);
        }

        private String value() {
            return key + "=" + turn;
        }

        private List<SimNode> leaders() {
            return cluster.cluster().nodes().stream().filter(this::leads).toList();
        }

        private boolean leads(SimNode node) {
            ClusterState state = node.isUp() ? node.adopted() : null;
            return state != null && node.name().equals(state.servingPrimary(slot));
        }
    }
}
