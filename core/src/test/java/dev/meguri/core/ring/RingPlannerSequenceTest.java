package dev.meguri.core.ring;

import static dev.meguri.core.ring.PlanCheck.countsAreRight;
import static dev.meguri.core.ring.PlanCheck.listsHaveLength;
import static dev.meguri.core.ring.PlanCheck.loadsFollowWeights;
import static dev.meguri.core.ring.PlanCheck.noLists;
import static dev.meguri.core.ring.PlanCheck.noNodeTwice;
import static dev.meguri.core.ring.PlanCheck.noPlanMovesLess;
import static dev.meguri.core.ring.PlanCheck.zonesAreApart;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.ring.PlannedNode.Role;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of a cluster, each plan made from the one before. The parameter is the first of the seeds. */
class RingPlannerSequenceTest {
    private static final int SEEDS = 6;
    private static final int STEPS = 20;
    private static final int SLOTS = 512;

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200, 300})
    void equalNodes_comingAndGoing_keepEveryPromise(int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
            run(seed, new int[] {100}, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200, 300})
    void weightedNodes_comingAndGoing_keepEveryPromise(int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
            run(seed, new int[] {50, 100, 150, 200, 400}, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200, 300})
    void zonedNodes_comingAndGoing_keepZonesApart(int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
            run(seed, new int[] {100, 200}, 2 + seed % 4);
        }
    }

    private static void run(int seed, int[] weights, int zones) {
        Random random = new Random(seed);
        TreeMap<String, PlannedNode> members = new TreeMap<>();
        List<List<String>> lists = noLists(SLOTS);
        int replicationFactor = 1 + random.nextInt(4);
        for (int step = 0; step < STEPS; step++) {
            change(random, members, weights, zones);
            replicationFactor = random.nextInt(10) == 0 ? 1 + random.nextInt(4) : replicationFactor;
            RingPlan plan = RingPlanner.plan(lists, List.copyOf(members.values()), replicationFactor, SLOTS);
            try {
                check(plan, lists, List.copyOf(members.values()), replicationFactor, zones);
            } catch (AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + ", step " + step + ", copies " + replicationFactor + " of " + members.values(),
                        e);
            }
            lists = plan.lists();
        }
    }

    private static void change(Random random, TreeMap<String, PlannedNode> members, int[] weights, int zones) {
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            String name = "node-" + random.nextInt(12);
            if (members.containsKey(name) && random.nextInt(3) == 0) {
                members.remove(name);
            } else {
                int kind = random.nextInt(10);
                Role role = kind == 0 ? Role.KEEP_IF_NEEDED : kind == 1 ? Role.LEAVING : Role.ELIGIBLE;
                String zone = zones == 0 ? "" : "zone-" + Math.floorMod(name.hashCode(), zones);
                int weight = weights[random.nextInt(weights.length)];
                members.put(name, new PlannedNode(name, zone, weight, role));
            }
        }
    }

    private static void check(
            RingPlan plan, List<List<String>> previous, List<PlannedNode> members, int replicationFactor, int zones) {
        List<PlannedNode> eligible =
                members.stream().filter(n -> n.role() == Role.ELIGIBLE).toList();
        noNodeTwice(plan);
        countsAreRight(plan, previous);
        if (eligible.size() >= replicationFactor) {
            listsHaveLength(plan, replicationFactor);
            zonesAreApart(plan, zones == 0 ? apart(eligible) : eligible);
            if (zones == 0) {
                loadsFollowWeights(plan, eligible, replicationFactor);
                noPlanMovesLess(plan, previous, eligible);
            }
        } else if (!eligible.isEmpty()) {
            tooFew(plan, previous, members, replicationFactor);
        }
        RingPlan again = RingPlanner.plan(plan.lists(), members, replicationFactor, SLOTS);
        assertEquals(0, again.movedCopies(), "copies moved by planning again");
    }

    private static List<PlannedNode> apart(List<PlannedNode> eligible) {
        return eligible.stream()
                .map(n -> new PlannedNode(n.nodeId(), n.nodeId(), n.weight(), n.role()))
                .toList();
    }

    private static void tooFew(
            RingPlan plan, List<List<String>> previous, List<PlannedNode> members, int replicationFactor) {
        for (int slot = 0; slot < SLOTS; slot++) {
            List<String> before = previous.get(slot);
            List<String> now = plan.lists().get(slot);
            int eligible = 0;
            int kept = 0;
            for (PlannedNode member : members) {
                boolean holds = now.contains(member.nodeId());
                switch (member.role()) {
                    case ELIGIBLE -> {
                        assertTrue(holds, "every eligible node is needed: " + member + " in " + now);
                        eligible++;
                    }
                    case LEAVING -> assertTrue(!holds, "still there: " + member + " in " + now);
                    case KEEP_IF_NEEDED -> {
                        assertTrue(!holds || before.contains(member.nodeId()), "down, and gains: " + member);
                        kept += before.contains(member.nodeId()) ? 1 : 0;
                    }
                }
            }
            assertEquals(Math.min(replicationFactor, eligible + kept), now.size(), before + " to " + now);
        }
    }
}
