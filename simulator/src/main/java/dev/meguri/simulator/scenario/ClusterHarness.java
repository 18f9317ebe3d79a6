package dev.meguri.simulator.scenario;

import static dev.meguri.core.limits.Requirements.requireState;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt.Source;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.Key;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.FlightWatch;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.workload.ClientOperation;
import dev.meguri.simulator.workload.Workload;
import dev.meguri.simulator.workload.WorkloadSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A simulated cluster to tell a story about: {@code ClusterHarness.start(3).put("k1", "v").kill("node-1")
 * .runFor(seconds(5)).expectValue("k1", "v")}. All checkers watch; a step that does not hold throws
 * {@link AssertionError}. One thread owns it.
 */
public final class ClusterHarness {
    private static final long ANSWER_MILLIS = 3_000;
    private static final long HEALTH_MILLIS = 60_000;

    private final SimCluster cluster;
    private final List<SimNode> isolated = new ArrayList<>();
    private Workload workload;

    private ClusterHarness(SimCluster cluster) {
        this.cluster = cluster;
    }

    /** A healthy cluster in a good network, of nodes {@code node-1} and so on; two more can be added. */
    public static ClusterHarness start(int nodes) {
        return start(1, SimSettings.calm(nodes), NetworkSettings.calm());
    }

    public static ClusterHarness start(long seed, SimSettings settings, NetworkSettings network) {
        return start(seed, settings, network, null);
    }

    /** @param tap sees every message that is sent, and may meddle with it; null: nobody does */
    public static ClusterHarness start(long seed, SimSettings settings, NetworkSettings network, Tap tap) {
        return start(seed, settings, network, tap, null);
    }

    /** @param watch sees what becomes of every message; null: nobody does */
    public static ClusterHarness start(
            long seed, SimSettings settings, NetworkSettings network, Tap tap, FlightWatch watch) {
        ClusterHarness harness = new ClusterHarness(new SimCluster(seed, settings, network, tap, null));
        harness.cluster.world().network().watch(watch);
        harness.cluster.form();
        return harness;
    }

    public static long seconds(long seconds) {
        return seconds * 1_000;
    }

    // ---- time ------------------------------------------------------------------------------------------------------

    public ClusterHarness runFor(long millis) {
        cluster.runForMillis(millis);
        return this;
    }

    /** Clients of all kinds begin to work in the background, 100 operations per second. */
    public ClusterHarness underLoad() {
        workload = new Workload(cluster.world(), WorkloadSettings.ordinary(), cluster.clients(), cluster.nodes());
        workload.start();
        return this;
    }

    /** From here on no client may see a failure. */
    public ClusterHarness expectNoFailure() {
        cluster.checks().expectNoFailure();
        return this;
    }

    public ClusterHarness endLoad() {
        workload.stop();
        return runFor(ANSWER_MILLIS);
    }

    // ---- clients ---------------------------------------------------------------------------------------------------

    public ClusterHarness put(String key, String value) {
        return put(anyUp().name(), key, value);
    }

    /** Through this node. */
    public ClusterHarness put(String node, String key, String value) {
        return put(node, key, value, Operation.NO_TTL);
    }

    public ClusterHarness put(String node, String key, String value, long ttlMillis) {
        Result result =
                ask(node, new Operation.Put(Key.of(key), bytes(value), "text/plain", ttlMillis, Condition.ALWAYS));
        return expect(result instanceof Result.Written, "put " + key + " through " + node + ": " + result);
    }

    public ClusterHarness remove(String key) {
        Result result = ask(anyUp().name(), new Operation.Remove(Key.of(key), Condition.ALWAYS));
        return expect(result instanceof Result.Removed, "remove " + key + ": " + result);
    }

    public ClusterHarness increment(String key, long delta) {
        return increment(anyUp().name(), key, delta);
    }

    /** Through this node. */
    public ClusterHarness increment(String node, String key, long delta) {
        Result result = ask(node, new Operation.Increment(Key.of(key), delta, Operation.NO_TTL));
        return expect(result instanceof Result.Written, "increment " + key + " through " + node + ": " + result);
    }

    /** The result of one operation through this node, whatever it is. */
    public Result ask(String node, Operation operation) {
        ClientOperation asked = cluster.clients().submit(cluster.node(node), operation);
        cluster.runUntil(() -> asked.result != null, ANSWER_MILLIS);
        requireState(asked.result != null, "no answer: " + asked);
        return asked.result;
    }

    public Result get(String node, String key) {
        return ask(node, new Operation.Get(Key.of(key)));
    }

    /** Through every node that is up and a member. */
    public ClusterHarness expectValue(String key, String value) {
        for (SimNode node : cluster.nodes()) {
            if (isAskable(node)) {
                Result result = get(node.name(), key);
                expect(
                        result instanceof Result.Found found
                                && Objects.equals(value, text(found.entry().value())),
                        key + " through " + node + " should be " + value + ": " + result);
            }
        }
        return this;
    }

    public ClusterHarness expectAbsent(String key) {
        for (SimNode node : cluster.nodes()) {
            if (isAskable(node)) {
                Result result = get(node.name(), key);
                expect(result instanceof Result.Absent, key + " through " + node + " should be absent: " + result);
            }
        }
        return this;
    }

    /** Who answers a read of the key. */
    public ClusterHarness expectSource(String key, Source source) {
        Result result = get(anyUp().name(), key);
        return expect(
                result instanceof Result.Found found && found.receipt().source() == source,
                key + " should come from " + source + ": " + result);
    }

    // ---- faults ----------------------------------------------------------------------------------------------------

    /** The process ends at once; the disk stays. */
    public ClusterHarness kill(String node) {
        cluster.node(node).crash(false);
        return this;
    }

    /** The process ends at once, and the disk is lost. */
    public ClusterHarness destroy(String node) {
        cluster.node(node).crash(true);
        return this;
    }

    public ClusterHarness stop(String node) {
        cluster.node(node).stopCleanly();
        return this;
    }

    public ClusterHarness startNode(String node) {
        cluster.node(node).start();
        return this;
    }

    public ClusterHarness pause(String node) {
        cluster.node(node).pause();
        return this;
    }

    public ClusterHarness resume(String node) {
        cluster.node(node).resume();
        return this;
    }

    /** The node reaches nobody, nobody reaches it. */
    public ClusterHarness isolate(String node) {
        SimNode alone = cluster.node(node);
        Network network = cluster.world().network();
        for (Endpoint other : network.endpoints()) {
            if (other != alone) {
                network.cut(alone, other);
                network.cut(other, alone);
            }
        }
        isolated.add(alone);
        return this;
    }

    /** Nodes that were isolated reach everybody again. */
    public ClusterHarness heal() {
        Network network = cluster.world().network();
        for (SimNode alone : isolated) {
            for (Endpoint other : network.endpoints()) {
                if (other != alone) {
                    network.heal(alone, other);
                    network.heal(other, alone);
                }
            }
        }
        isolated.clear();
        return this;
    }

    /** The wall clock of the node is wrong by so much from now on; 0: right again. */
    public ClusterHarness setClock(String node, long wrongByMillis) {
        cluster.node(node).clock().jumpTo(wrongByMillis * 1_000);
        return this;
    }

    public ClusterHarness killManager() {
        cluster.manager().crash();
        return this;
    }

    public ClusterHarness startManager() {
        cluster.manager().start();
        return this;
    }

    // ---- operators -------------------------------------------------------------------------------------------------

    /** Starts one more node; it joins by itself. */
    public ClusterHarness addNode() {
        SimNode node = cluster.spares().removeFirst();
        node.start();
        cluster.nodes().add(node);
        return this;
    }

    /** Puts a policy: N, W and R of keys under this prefix. */
    public ClusterHarness policy(String prefix, int replicas, int writeQuorum, int readQuorum) {
        Policy base = Policy.defaults();
        cluster.manager()
                .putPolicy(new Policy(
                        prefix,
                        base.consistency(),
                        replicas,
                        writeQuorum,
                        readQuorum,
                        0,
                        0,
                        0,
                        base.maxValueBytes(),
                        base.eviction(),
                        base.conflict(),
                        base.onMajorityLoss()));
        return this;
    }

    public ClusterHarness drain(String node) {
        cluster.manager().drain(node, false);
        return this;
    }

    public ClusterHarness admit(String node) {
        cluster.manager().admit(node);
        return this;
    }

    // ---- what is
    // -----------------------------------------------------------------------------------------------------

    /** Everything is well within a virtual minute, and all replicas are equal. */
    public ClusterHarness expectHealthy() {
        String[] lack = new String[1];
        boolean well = cluster.runUntil(
                () -> {
                    lack[0] = cluster.lackOfHealth();
                    lack[0] = lack[0] == null ? cluster.checks().end().difference() : lack[0];
                    lack[0] = lack[0] == null ? cluster.checks().end().undelivered() : lack[0];
                    return lack[0] == null;
                },
                HEALTH_MILLIS);
        expect(well, "healthy within " + HEALTH_MILLIS + " ms: " + lack[0]);
        cluster.checks().end().check();
        return this;
    }

    public ClusterHarness expectState(String node, MemberState state) {
        boolean is = cluster.runUntil(() -> cluster.manager().state().stateOf(node) == state, HEALTH_MILLIS);
        return expect(
                is,
                node + " should be " + state + ", is "
                        + cluster.manager().state().stateOf(node));
    }

    /** Whether the manager's log has an event of this type. */
    public ClusterHarness expectEvent(String type) {
        return expect(
                cluster.manager().events().contains(type),
                type + " in " + cluster.manager().events());
    }

    public String primaryOf(String key) {
        return cluster.manager()
                .state()
                .slot(Key.of(key).slot(cluster.world().settings().slotCount()))
                .homePrimary();
    }

    /** Slots of which the node is the home primary. */
    public long primariesOf(String node) {
        return cluster.manager().state().slots().stream()
                .filter(slot -> node.equals(slot.homePrimary()))
                .count();
    }

    public SimCluster cluster() {
        return cluster;
    }

    public ClusterHarness expect(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
        return this;
    }

    private SimNode anyUp() {
        for (SimNode node : cluster.nodes()) {
            if (isAskable(node)) {
                return node;
            }
        }
        throw new AssertionError("no node is up");
    }

    private boolean isAskable(SimNode node) {
        return node.isUp() && node.adopted() != null && !isolated.contains(node);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
