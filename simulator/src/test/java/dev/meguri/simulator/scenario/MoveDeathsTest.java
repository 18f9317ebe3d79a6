package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.ManagerEvent;
import dev.meguri.core.migration.JobTargets;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.scenario.MoveWatch.Moment;
import dev.meguri.simulator.workload.ClientOperation;
import dev.meguri.simulator.workload.Policies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A node joins, or is drained, and somebody dies at one moment of one slot's move, while clients write to the slot under
 * every policy: what was acknowledged is there at the end, and the cluster is well (SLOT.md, 13 to 16; STRONG.md, 15 to 21).
 * The other slots are wherever they are then, and have to survive it, too.
 */
class MoveDeathsTest {
    private static final int SLOTS = 64;
    private static final String DRAINED = "node-1";
    /** Until a copy of the manager's database has been made, in which all that form the cluster are. */
    private static final long BACKUP_MILLIS = seconds(12);
    /** Until the last slot of a job has moved, at most. */
    private static final int MOVE_MILLIS = 20_000;

    private static final long ANSWER_MILLIS = 3_000;
    /** {@code safe}, {@code quorum} and {@code strong}. */
    private static final List<String> PREFIXES = List.of("", Policies.QUORUM.prefix(), Policies.STRONG.prefix());

    /** A hash tag for each slot. */
    private static final Map<Integer, String> TAGS = tags();

    private static Map<Integer, String> tags() {
        Map<Integer, String> tags = new TreeMap<>();
        for (int i = 0; tags.size() < SLOTS; i++) {
            String tag = "{" + i + "}";
            tags.putIfAbsent(Key.of(tag).slot(SLOTS), tag);
        }
        return tags;
    }

    /** Why slots move between three nodes and a fourth. */
    enum Cause {
        /** The newcomer takes the place of the home primary, which stays in the list and drives the move. */
        JOIN,
        /** The home primary leaves; another one drives. */
        DRAIN
    }

    enum Victim {
        /** The home primary of the old list. */
        SOURCE_PRIMARY,
        /** In both lists: moves the strong keys. */
        DRIVER,
        /** Who is new in the list. */
        TARGET,
        MANAGER
    }

    enum Fate {
        /** The disk has a snapshot; its votes are forgotten. Back before anybody takes its place. */
        KILLED(1),
        /** Back after others took its place. The manager is: with a copy of its database from before the move. */
        DISK_LOST(12),
        /** All is on the disk, its votes, too. */
        STOPPED_CLEANLY(3);

        final long awaySeconds;

        Fate(long awaySeconds) {
            this.awaySeconds = awaySeconds;
        }
    }

    private static Stream<Arguments> deaths() {
        List<Arguments> deaths = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            for (Victim victim : Victim.values()) {
                for (Fate fate : Fate.values()) {
                    for (Moment moment : Moment.values()) {
                        if (isOneOfItsOwn(cause, victim, fate)) {
                            deaths.add(Arguments.of(cause, victim, fate, moment));
                        }
                    }
                }
            }
        }
        return deaths.stream();
    }

    private static boolean isOneOfItsOwn(Cause cause, Victim victim, Fate fate) {
        boolean isDriverToo = cause == Cause.JOIN && victim == Victim.SOURCE_PRIMARY;
        // A manager writes down whatever it says before it says it: there is nothing more to be done at a stop.
        return !isDriverToo && (victim != Victim.MANAGER || fate != Fate.STOPPED_CLEANLY);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("deaths")
    void somebodyDiesAmidAMove_keysAreThere_andTheClusterIsWell(Cause cause, Victim victim, Fate fate, Moment moment) {
        MoveWatch watch = new MoveWatch(moment);
        SimSettings settings = SimSettings.calm(cause == Cause.JOIN ? 3 : 4);
        ClusterHarness cluster = ClusterHarness.start(1, settings, NetworkSettings.calm(), watch);
        // What the others need not do: begin anew where they could have gone on.
        cluster.cluster().manager().putPolicy(Policy.strong(Policies.STRONG.prefix()));
        cluster.runFor(BACKUP_MILLIS);
        Map<String, String> expected = filled(cluster.cluster());

        if (cause == Cause.JOIN) {
            cluster.addNode();
        } else {
            cluster.drain(DRAINED);
        }
        Move move = awaitJob(cluster, cause);
        String name = move.nameOf(victim);
        watch.follow(
                cluster.cluster(), move.slot, move.after, move.driver(), name == null ? move.target() : name, () -> {
                    writeThroughAll(cluster.cluster(), move.slot);
                    end(cluster, name, fate);
                });
        for (int i = 0; i < MOVE_MILLIS && !watch.hasActed(); i++) {
            cluster.runFor(1);
        }
        assertTrue(watch.hasActed(), moment + " of slot " + move.slot + " never came");
        cluster.runFor(1);

        for (String prefix : PREFIXES) {
            String key = prefix + TAGS.get(move.slot) + "kept";
            expected.put(key, "after the death");
            cluster.put(key, expected.get(key));
        }
        cluster.runFor(seconds(fate.awaySeconds));
        if (name == null) {
            cluster.startManager();
        } else {
            if (fate == Fate.DISK_LOST) {
                expectNoSlotToWaitFor(name, cluster.cluster().manager().state());
            }
            cluster.startNode(name);
        }
        cluster.expectHealthy();
        expectThere(cluster.cluster(), move.slot, expected);
        cluster.cluster().checks().strong().check();
        assertFalse(events(cluster).contains(ManagerEvent.SLOTS_LOST.name()));
        assertEquals(0, cluster.cluster().checks().strong().lostSlots());
        if (cause == Cause.JOIN) {
            assertTrue(cluster.primariesOf(move.target()) >= SLOTS / 5, "the newcomer has its share at last");
        } else {
            // One that was gone when its last slot had moved joins anew.
            assertTrue(
                    events(cluster).contains(ManagerEvent.NODE_DRAINED.name())
                            || events(cluster).contains(ManagerEvent.NODE_REMOVED.name()),
                    "drained at last: " + events(cluster));
        }
    }

    /** Whatever was under way found its end without the dead. */
    private static void expectNoSlotToWaitFor(String name, ClusterState state) {
        for (int slot = 0; slot < SLOTS; slot++) {
            SlotAssignment now = state.slot(slot);
            assertFalse(now.isJoint(), name + " is gone, slot " + slot + " is " + now);
        }
    }

    private static List<String> events(ClusterHarness cluster) {
        return cluster.cluster().manager().events();
    }

    /** @param name null: the manager */
    private static void end(ClusterHarness cluster, String name, Fate fate) {
        if (name == null) {
            cluster.killManager();
            if (fate == Fate.DISK_LOST) {
                cluster.cluster().manager().loseDatabase(false);
            }
            return;
        }
        switch (fate) {
            case KILLED -> cluster.kill(name);
            case DISK_LOST -> cluster.destroy(name);
            case STOPPED_CLEANLY -> cluster.stop(name);
        }
    }

    /** A slot that gets another home primary, and has to wait for its turn. */
    private record Move(int slot, List<String> before, List<String> after) {
        /** Who has the keys and keeps them. */
        String driver() {
            return after.stream().filter(before::contains).findFirst().orElseThrow();
        }

        String target() {
            return after.stream()
                    .filter(node -> !before.contains(node))
                    .findFirst()
                    .orElseThrow();
        }

        /** Null: the manager. */
        String nameOf(Victim victim) {
            return switch (victim) {
                case SOURCE_PRIMARY -> before.getFirst();
                case DRIVER -> driver();
                case TARGET -> target();
                case MANAGER -> null;
            };
        }
    }

    private static Move awaitJob(ClusterHarness cluster, Cause cause) {
        for (int i = 0; i < MOVE_MILLIS && !cluster.cluster().manager().isMoving(); i++) {
            cluster.runFor(1);
        }
        assertTrue(cluster.cluster().manager().isMoving(), "no job");
        JobTargets targets = cluster.cluster().manager().stored().targets();
        for (int i = targets.slots().size() - 1; i >= 0; i--) {
            Move move = new Move(
                    targets.slots().get(i),
                    targets.before().get(i),
                    targets.lists().get(i));
            String primary = move.before.getFirst();
            if (!primary.equals(move.after.getFirst()) && primary.equals(move.driver()) == (cause == Cause.JOIN)) {
                return move;
            }
        }
        throw new AssertionError("no such move: " + targets);
    }

    // ---- clients -------------------------------------------------------------------------------------------------

    /** Writes two keys of every policy in every slot. Returns what they hold. */
    private static Map<String, String> filled(SimCluster cluster) {
        Map<String, String> expected = new LinkedHashMap<>();
        List<ClientOperation> writes = new ArrayList<>();
        for (String tag : TAGS.values()) {
            for (String prefix : PREFIXES) {
                for (String key : List.of(prefix + tag + "kept", prefix + tag + "left")) {
                    SimNode via = cluster.nodes().get(expected.size() % 3);
                    expected.put(key, "of " + via);
                    writes.add(cluster.clients().submit(via, put(key, "of " + via)));
                }
            }
        }
        cluster.runForMillis(ANSWER_MILLIS);
        writes.forEach(write -> assertInstanceOf(Result.Written.class, write.result, write::toString));
        return expected;
    }

    /** Through each node at once, those that are about to die as well; the checkers know what may become of it. */
    private static void writeThroughAll(SimCluster cluster, int slot) {
        for (SimNode via : cluster.nodes()) {
            for (String prefix : PREFIXES) {
                String tag = prefix + TAGS.get(slot);
                cluster.clients().submit(via, put(tag + "fought-over", "of " + via));
                cluster.clients()
                        .submit(
                                via,
                                new Operation.Increment(counter(prefix, slot), 1 << via.index(), Operation.NO_TTL));
                cluster.clients().submit(via, put(tag + "own of " + via, "of " + via));
            }
        }
    }

    /** Every node finds them; and whatever else was written, which the checkers look at. */
    private static void expectThere(SimCluster cluster, int slot, Map<String, String> expected) {
        List<ClientOperation> reads = new ArrayList<>();
        for (SimNode via : cluster.nodes()) {
            expected.keySet().forEach(key -> reads.add(cluster.clients().submit(via, get(key))));
            for (String prefix : PREFIXES) {
                String tag = prefix + TAGS.get(slot);
                cluster.clients().submit(via, get(tag + "fought-over"));
                cluster.clients().submit(via, new Operation.Get(counter(prefix, slot)));
                for (SimNode writer : cluster.nodes()) {
                    cluster.clients().submit(via, get(tag + "own of " + writer));
                }
            }
        }
        cluster.runForMillis(ANSWER_MILLIS);
        for (ClientOperation read : reads) {
            Result.Found found = assertInstanceOf(Result.Found.class, read.result, read::toString);
            String value = new String(found.entry().value(), StandardCharsets.UTF_8);
            assertEquals(expected.get(read.operation.key().toString()), value, read::toString);
        }
    }

    /** The checkers know counters by their first letter. */
    private static Key counter(String prefix, int slot) {
        return Key.of(prefix + "n" + TAGS.get(slot));
    }

    private static Operation put(String key, String value) {
        return new Operation.Put(
                Key.of(key), value.getBytes(StandardCharsets.UTF_8), "text/plain", Operation.NO_TTL, Condition.ALWAYS);
    }

    private static Operation get(String key) {
        return new Operation.Get(Key.of(key));
    }
}
