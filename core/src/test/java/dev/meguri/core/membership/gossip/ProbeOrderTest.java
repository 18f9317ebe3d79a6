package dev.meguri.core.membership.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProbeOrderTest {
    private final ProbeOrder order = new ProbeOrder(new SplittableRandom(7));

    @Test
    void everyMember_comesOncePerRound_inAnotherOrderEachTime() {
        add(8);
        List<String> first = round(8);
        List<String> second = round(8);
        List<String> third = round(8);
        for (List<String> round : List.of(first, second, third)) {
            assertEquals(8, new TreeSet<>(round).size(), round.toString());
        }
        assertNotEquals(first, second);
        assertNotEquals(second, third);
    }

    @Test
    void urgentMember_comesNext() {
        add(8);
        round(3);
        order.urge("m5");
        assertEquals("m5", order.next(m -> true));
        assertNotEquals("m5", order.next(m -> !m.equals("m5")));
    }

    @Test
    void nobodyToProbe_isNobody() {
        assertNull(order.next(m -> true));
        add(3);
        assertNull(order.next(m -> false));
    }

    @Test
    void memberThatJoinsOrLeaves_doesNotMakeOthersMissTheirTurn() {
        add(6);
        List<String> seen = round(3);
        order.add("new");
        order.remove(seen.getFirst());
        seen.addAll(round(4));
        TreeSet<String> all = new TreeSet<>(seen);
        for (int i = 0; i < 6; i++) {
            assertTrue(all.contains("m" + i), "m" + i + " of " + seen);
        }
    }

    private void add(int members) {
        for (int i = 0; i < members; i++) {
            order.add("m" + i);
        }
    }

    private List<String> round(int turns) {
        List<String> round = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            round.add(order.next(m -> true));
        }
        return round;
    }
}
