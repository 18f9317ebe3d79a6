package dev.meguri.simulator.strong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongRules;
import org.junit.jupiter.api.Test;

/** What rounds cost and how they go on, message by message. */
class RoundTest {
    private final Script s = new Script(StrongRules.ALL);

    @Test
    void firstWrite_prepares_theNextOnesDoNot() {
        s.write("p0");
        assertEquals(3, sent(StrongMessage.Prepare.class));
        s.everything("p0");
        s.write("p0");
        assertEquals(0, sent(StrongMessage.Prepare.class));
        assertEquals(3, sent(StrongMessage.Accept.class));
    }

    @Test
    void read_isOneRoundTrip_whereVotersAgree() {
        s.write("p0");
        s.everything("p0");
        ModelHistory.Op read = s.read("p1");
        assertEquals(3, sent(StrongMessage.Read.class));
        s.with("p1", "n0", "n1");
        assertEquals(1, read.read);
        assertTrue(read.end >= 0);
    }

    @Test
    void operationsOfAKey_whileOneIsUnderWay_areOneChange() {
        s.write("p0");
        s.add("p0");
        s.remove("p0");
        s.read("p0");
        assertEquals(3, s.model.net().size());
        s.requests("p0", "n0", "n1", "n2");
        s.answers("p0", "n0", "n1", "n2");
        s.requests("p0", "n0", "n1", "n2");
        s.lose("p0", StrongMessage.Prepare.class::isInstance);
        s.answers("p0", "n0", "n1", "n2");
        assertEquals(3, sent(StrongMessage.Accept.class), "the three others fold into the next ballot");
        s.everything("p0");
        s.check();
        assertEquals(
                4, s.model.history().ops().stream().filter(op -> op.end >= 0).count());
    }

    @Test
    void writeUnderWay_whenTheListsChange_isNotInDoubt() {
        s.write("p0");
        s.everything("p0");
        ModelHistory.Op write = s.write("p0");
        s.requests("p0", "n0");
        s.joint("n3", "n4", "n5");
        s.lose("p0");
        s.follow("p0");
        s.everything("p0");
        assertTrue(write.end >= 0, "made under the new epoch");
        s.check();
    }

    @Test
    void writeThatWasOutrun_butIsThere_isFound() {
        ModelHistory.Op write = s.write("p0");
        s.requests("p0", "n0", "n1", "n2");
        s.answers("p0", "n0", "n1", "n2");
        s.requests("p0", "n0");
        s.count("p1", 9);
        s.identity("p1");
        s.everything("p1");
        s.everything("p0");
        assertTrue(write.end >= 0, "the identity round carried it");
        s.read("p2");
        s.everything("p2");
        s.check();
    }

    @Test
    void votersWithoutRoom_refuseTheWriteForCertain() {
        full("n1", "n2");
        ModelHistory.Op write = s.write("p0");
        inTime("p0", "n1", "n2");
        assertTrue(write.failed, "definite: " + write);
        s.read("p1");
        s.with("p1", "n0", "n1");
        s.check();
    }

    @Test
    void voterThatTookTheChange_isFound_andTheOthersTakeItAllTheSame() {
        full("n1", "n2");
        ModelHistory.Op write = s.write("p0");
        inTime("p0", "n0", "n1", "n2");
        assertTrue(write.end >= 0 || write.failed, "not in doubt: " + write);
        s.read("p1");
        s.everything("p1");
        s.check();
    }

    @Test
    void removals_needNoRoom() {
        s.write("p0");
        s.everything("p0");
        full("n0", "n1", "n2");
        ModelHistory.Op removal = s.remove("p0");
        s.read("p0");
        inTime("p0", "n0", "n1", "n2");
        assertTrue(removal.end >= 0, "a removal needs no room: " + removal);
        s.check();
    }

    private void full(String... nodes) {
        for (String node : nodes) {
            s.node(node).roomBytes = 0;
        }
    }

    /** Well before any deadline. */
    private void inTime(String proposer, String... nodes) {
        for (int i = 0; i < 4; i++) {
            s.with(proposer, nodes);
            s.pass(30);
        }
    }

    private long sent(Class<? extends StrongMessage> kind) {
        return s.model.net().stream()
                .filter(flying -> kind.isInstance(flying.message()))
                .count();
    }
}
