package dev.meguri.core.strong;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.ring.Voter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoterListsTest {
    @Test
    void majority_ofOneList() {
        VoterLists lists = VoterLists.stable(1, voters("n0", "n1", "n2"));
        assertFalse(lists.isQuorum(lists.bit("n0", 1)));
        assertTrue(lists.isQuorum(lists.bit("n0", 1) | lists.bit("n2", 1)));
        assertEquals(2, lists.needed());
    }

    @Test
    void majority_ofAnEvenList_isMoreThanHalf() {
        VoterLists lists = VoterLists.stable(1, voters("n0", "n1"));
        assertFalse(lists.isQuorum(lists.bit("n0", 1)));
        assertTrue(lists.isQuorum(lists.all()));
    }

    @Test
    void joint_needsBothMajorities() {
        VoterLists lists = new VoterLists(2, voters("n0", "n1", "n2"), voters("n2", "n3", "n4"));
        int old = lists.bit("n0", 1) | lists.bit("n1", 1);
        int next = lists.bit("n3", 1) | lists.bit("n4", 1);
        assertFalse(lists.isQuorum(old));
        assertFalse(lists.isQuorum(next));
        assertTrue(lists.isQuorum(old | next));
        assertTrue(lists.isQuorum(lists.bit("n0", 1) | lists.bit("n2", 1) | lists.bit("n3", 1)));
    }

    @Test
    void anotherIncarnation_isAnotherVoter_atTheSameNode() {
        List<Voter> next = new ArrayList<>(voters("n1", "n2"));
        next.add(new Voter("n0", 2, 2));
        VoterLists lists = new VoterLists(2, voters("n0", "n1", "n2"), next);
        assertEquals(4, lists.size());
        assertArrayEquals(new String[] {"n0", "n1", "n2"}, lists.nodes());
        assertEquals(0, lists.bit("n0", 3));
        assertEquals(lists.bit("n0", 1) | lists.bit("n0", 2), lists.bits("n0"));
        assertTrue(lists.isQuorum(lists.bit("n1", 1) | lists.bit("n2", 1)));
        assertFalse(lists.isQuorum(lists.bit("n1", 1) | lists.bit("n0", 2)));
    }

    @Test
    void dispensable_areVotersOfOneList_whereTheOthersAreAMajorityOfBoth() {
        List<Voter> anew = new ArrayList<>(voters("n1", "n2"));
        anew.add(new Voter("n0", 2, 2));
        VoterLists readmission = new VoterLists(2, voters("n0", "n1", "n2"), anew);
        assertEquals(readmission.bits("n0"), readmission.dispensable());
        VoterLists move = new VoterLists(2, voters("n0", "n1", "n2"), voters("n2", "n3", "n4"));
        assertEquals(0, move.dispensable(), "n2 alone is no majority");
        assertEquals(0, VoterLists.stable(1, voters("n0", "n1", "n2")).dispensable());
    }

    @Test
    void oneVoter_twiceInAList_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> VoterLists.stable(1, voters("n0", "n0")));
    }

    private static List<Voter> voters(String... nodes) {
        List<Voter> voters = new ArrayList<>();
        for (String node : nodes) {
            voters.add(new Voter(node, 1, 1));
        }
        return voters;
    }
}
