package dev.meguri.core.ring;

import static dev.meguri.core.ring.PlanCheck.countsAreRight;
import static dev.meguri.core.ring.PlanCheck.down;
import static dev.meguri.core.ring.PlanCheck.inZone;
import static dev.meguri.core.ring.PlanCheck.leaving;
import static dev.meguri.core.ring.PlanCheck.listsHaveLength;
import static dev.meguri.core.ring.PlanCheck.loadsFollowWeights;
import static dev.meguri.core.ring.PlanCheck.movesFew;
import static dev.meguri.core.ring.PlanCheck.noLists;
import static dev.meguri.core.ring.PlanCheck.node;
import static dev.meguri.core.ring.PlanCheck.weighing;
import static dev.meguri.core.ring.PlanCheck.zonesAreApart;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingPlannerTest {
    private static final List<PlannedNode> THREE = nodes(3);
    private static final List<PlannedNode> FOUR = nodes(4);

    @ParameterizedTest
    @CsvSource({"1,3,1", "2,3,2", "3,3,3", "4,3,3", "5,3,3", "7,2,2", "10,5,5", "20,3,3", "6,1,1", "9,7,7"})
    void firstFormation_isBalanced(int nodeCount, int replicationFactor, int length) {
        List<PlannedNode> nodes = nodes(nodeCount);
        RingPlan plan = form(nodes, replicationFactor);
        listsHaveLength(plan, length);
        loadsFollowWeights(plan, nodes, length);
        countsAreRight(plan, noLists(Slots.COUNT));
        assertEquals(Slots.COUNT * length, plan.movedCopies());
        assertEquals(0, plan.changedPrimaries());
    }

    @Test
    void firstFormation_keepsEqualListsTogether() {
        List<List<String>> lists = form(THREE, 3).lists();
        long ranges = IntStream.range(1, lists.size())
                .filter(s -> !lists.get(s).equals(lists.get(s - 1)))
                .count();
        assertTrue(ranges < 3 * VirtualNodes.PER_ORDINARY_NODE, ranges + " ranges");
    }

    @Test
    void secondPlan_ofTheSameNodes_changesNothing() {
        for (int nodeCount : new int[] {1, 2, 3, 5, 7}) {
            RingPlan again = plan(form(nodes(nodeCount), 3), nodes(nodeCount), 3);
            assertTrue(
                    again.isUnchanged(),
                    nodeCount + " nodes: " + again.changedSlots().size() + " slots");
        }
    }

    @Test
    void fourthNode_takesItsShare_andNothingElseMoves() {
        RingPlan three = form(THREE, 3);
        RingPlan four = plan(three, FOUR, 3);
        listsHaveLength(four, 3);
        loadsFollowWeights(four, FOUR, 3);
        countsAreRight(four, three.lists());
        assertEquals(12_288, four.movedCopies());
        assertEquals(12_288, four.leastMovedCopies());
        assertEquals(12_288, four.load("node-4").gainedCopies());
        assertEquals(4_096, four.changedPrimaries());
        for (int slot : four.changedSlots()) {
            RingPlan.gainers(three.lists().get(slot), four.lists().get(slot)).forEach(n -> assertEquals("node-4", n));
        }
    }

    @Test
    void fourthNodeDrained_givesOnlyItsOwnBack() {
        RingPlan four = plan(form(THREE, 3), FOUR, 3);
        List<PlannedNode> drained = with(THREE, leaving("node-4"));
        RingPlan three = plan(four, drained, 3);
        listsHaveLength(three, 3);
        loadsFollowWeights(three, THREE, 3);
        assertEquals(12_288, three.movedCopies());
        assertEquals(0, three.load("node-4").copies());
        assertEquals(4_096, three.changedPrimaries());
        assertEquals(three.lists(), plan(four, THREE, 3).lists(), "a node that is gone counts as one that leaves");
    }

    @ParameterizedTest
    @CsvSource({"4,5", "5,4", "5,6", "6,5", "20,21", "21,20", "10,20", "20,10"})
    void otherNumberOfNodes_movesTheLeast(int before, int after) {
        RingPlan first = form(nodes(before), 3);
        RingPlan second = plan(first, nodes(after), 3);
        listsHaveLength(second, 3);
        loadsFollowWeights(second, nodes(after), 3);
        countsAreRight(second, first.lists());
        movesFew(second, first.lists());
        assertEquals(second.leastMovedCopies(), second.movedCopies());
    }

    @Test
    void survivors_keepTheirPlaces() {
        RingPlan five = form(nodes(5), 3);
        RingPlan four = plan(five, FOUR, 3);
        for (int slot : four.changedSlots()) {
            List<String> before = five.lists().get(slot);
            List<String> now = four.lists().get(slot);
            if (before.getFirst().equals(now.getFirst())) {
                for (int i = 1; i < 3; i++) {
                    assertTrue(
                            before.get(i).equals("node-5") || before.get(i).equals(now.get(i)), before + " to " + now);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2,3", "3,2", "1,5", "5,1"})
    void replicationFactor_changed_movesTheLeast(int before, int after) {
        RingPlan first = form(nodes(5), before);
        RingPlan second = plan(first, nodes(5), after);
        listsHaveLength(second, after);
        loadsFollowWeights(second, nodes(5), after);
        assertEquals(Math.max(0, after - before) * Slots.COUNT, second.movedCopies());
    }

    @Test
    void weights_areFollowed() {
        List<PlannedNode> nodes =
                List.of(weighing("a", 100), weighing("b", 200), weighing("c", 100), weighing("d", 200));
        RingPlan plan = form(nodes, 2);
        loadsFollowWeights(plan, nodes, 2);
        List<PlannedNode> heavier = with(nodes.subList(0, 3), weighing("d", 100));
        RingPlan next = plan(plan, heavier, 2);
        loadsFollowWeights(next, heavier, 2);
        movesFew(next, plan.lists());
    }

    @Test
    void weights_ofNodesThatHoldEverySlot_decideThePrimaries() {
        List<PlannedNode> nodes = List.of(weighing("a", 100), weighing("b", 200), weighing("c", 100));
        RingPlan plan = form(nodes, 3);
        assertEquals(8_192, plan.load("b").primaries());
        assertEquals(4_096, plan.load("a").primaries());
        assertEquals(Slots.COUNT, plan.load("a").copies());
    }

    @Test
    void zones_threeOfTwo_holdOneCopyEach() {
        List<PlannedNode> nodes = List.of(
                inZone("a", "x"),
                inZone("b", "x"),
                inZone("c", "y"),
                inZone("d", "y"),
                inZone("e", "z"),
                inZone("f", "z"));
        RingPlan plan = form(nodes, 3);
        listsHaveLength(plan, 3);
        zonesAreApart(plan, nodes);
        loadsFollowWeights(plan, nodes, 3);
        RingPlan without = plan(plan, nodes.subList(0, 5), 3);
        zonesAreApart(without, nodes.subList(0, 5));
        assertEquals(Slots.COUNT, without.load("e").copies(), "alone in its zone, it holds every slot");
        assertEquals(8_192, without.movedCopies());
    }

    @Test
    void zones_twoWithThreeCopies_holdOneOrTwoEach() {
        List<PlannedNode> nodes = List.of(
                inZone("a", "x"),
                inZone("b", "x"),
                inZone("c", "x"),
                inZone("d", "y"),
                inZone("e", "y"),
                inZone("f", "y"));
        RingPlan plan = form(nodes, 3);
        zonesAreApart(plan, nodes);
        loadsFollowWeights(plan, nodes, 3);
    }

    @Test
    void zones_namedLater_separateCopies_withFewMoves() {
        RingPlan mixed = form(nodes(6), 3);
        List<PlannedNode> zoned = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> inZone("node-" + i, "zone-" + i % 3))
                .toList();
        RingPlan apart = plan(mixed, zoned, 3);
        zonesAreApart(apart, zoned);
        loadsFollowWeights(apart, zoned, 3);
        assertTrue(apart.movedCopies() <= 1.1 * apart.leastMovedCopies());
    }

    @Test
    void nodeDown_withNobodyToReplaceIt_keepsItsPlaces() {
        RingPlan three = form(THREE, 3);
        RingPlan plan = plan(three, with(nodes(2), down("node-3")), 3);
        assertTrue(plan.isUnchanged());
        assertEquals(0, plan.movedCopies());
    }

    @Test
    void nodeDown_withSomebodyToReplaceIt_isReplaced() {
        RingPlan four = form(FOUR, 3);
        RingPlan plan = plan(four, with(THREE, down("node-4")), 3);
        assertEquals(0, plan.load("node-4").copies());
        listsHaveLength(plan, 3);
        loadsFollowWeights(plan, THREE, 3);
    }

    @Test
    void twoNodesDownOfFour_keepOnePlacePerSlot_andTheirPrimaries() {
        RingPlan four = form(FOUR, 3);
        RingPlan plan = plan(four, List.of(node("node-1"), node("node-2"), down("node-3"), down("node-4")), 3);
        listsHaveLength(plan, 3);
        assertEquals(Slots.COUNT, plan.load("node-1").copies());
        assertEquals(Slots.COUNT, plan.load("node-2").copies());
        assertEquals(0, plan.load("node-3").gainedCopies());
        assertEquals(0, plan.load("node-4").gainedCopies());
        assertEquals(2 * 4_096, plan.movedCopies());
        assertTrue(plan.changedPrimaries() < 4_096);
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            List<String> before = four.lists().get(slot);
            List<String> now = plan.lists().get(slot);
            boolean downLeads =
                    now.getFirst().equals("node-3") || now.getFirst().equals("node-4");
            assertTrue(!downLeads || before.getFirst().equals(now.getFirst()), "a node that is down got to lead");
        }
    }

    @Test
    void nodeLeaving_withTooFewOthers_makesListsShorter() {
        RingPlan plan = plan(form(THREE, 3), with(nodes(2), leaving("node-3")), 3);
        listsHaveLength(plan, 2);
        assertEquals(0, plan.load("node-3").copies());
        loadsFollowWeights(plan, nodes(2), 2);
    }

    @Test
    void onlyNode_leaving_keepsAll() {
        RingPlan one = form(nodes(1), 3);
        assertTrue(plan(one, List.of(leaving("node-1")), 3).isUnchanged());
    }

    @Test
    void onlyLiveNode_leaving_keepsAll() {
        RingPlan two = form(nodes(2), 3);
        assertTrue(plan(two, List.of(leaving("node-1"), down("node-2")), 3).isUnchanged());
    }

    @Test
    void nobody_holdsNothing() {
        assertTrue(
                RingPlanner.plan(noLists(8), List.of(), 3, 8).lists().stream().allMatch(List::isEmpty));
    }

    @Test
    void orderOfTheNodes_makesNoDifference() {
        List<PlannedNode> shuffled = new ArrayList<>(nodes(9));
        Collections.shuffle(shuffled, new Random(7));
        RingPlan one = form(nodes(9), 3);
        assertEquals(one, form(shuffled, 3));
        assertEquals(plan(one, FOUR, 3), plan(one, FOUR.reversed(), 3));
    }

    @Test
    void wrongInput_isRefused_namingWhat() {
        assertRefused("replicationFactor must be at least 1", () -> RingPlanner.plan(noLists(8), THREE, 0, 8));
        assertRefused("replicationFactor must be at most 7", () -> RingPlanner.plan(noLists(8), THREE, 8, 8));
        assertRefused("one previous list per slot", () -> RingPlanner.plan(noLists(7), THREE, 3, 8));
        assertRefused("nodeId is there twice: a", () -> form(List.of(node("a"), down("a")), 3));
    }

    private static void assertRefused(String what, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertFalse(message.isEmpty());
        assertTrue(message.contains(what), message);
    }

    private static RingPlan form(List<PlannedNode> nodes, int replicationFactor) {
        return RingPlanner.plan(noLists(Slots.COUNT), nodes, replicationFactor, Slots.COUNT);
    }

    private static RingPlan plan(RingPlan previous, List<PlannedNode> nodes, int replicationFactor) {
        return RingPlanner.plan(previous.lists(), nodes, replicationFactor, Slots.COUNT);
    }

    private static List<PlannedNode> nodes(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> node("node-" + i)).toList();
    }

    private static List<PlannedNode> with(List<PlannedNode> nodes, PlannedNode another) {
        List<PlannedNode> all = new ArrayList<>(nodes);
        all.add(another);
        return all;
    }
}
