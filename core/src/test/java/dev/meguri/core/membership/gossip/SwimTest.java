package dev.meguri.core.membership.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SWIM itself: who is found, how soon, at which cost. Lifeguard's rules are in {@link LifeguardTest}. */
class SwimTest {
    @Test
    void quietCluster_suspectsNobody() {
        SwimScene scene = new SwimScene(5);
        scene.run(60_000);
        assertEquals(List.of(), scene.changes);
        assertEquals(1, scene.view("n1").localHealth());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 40})
    void load_isTheSameForEveryNode_whateverTheirNumber(int members) {
        SwimScene scene = new SwimScene(members);
        scene.run(1_000);
        scene.log.clear();
        scene.run(30_000);
        double perNodeAndSecond = scene.log.size() / 30.0 / members;
        assertEquals(4, perNodeAndSecond, 0.2, "a ping and a pong, twice a second");
    }

    @Test
    void killedMember_isSuspectAtOnce_andFailedAfterTheShortestTime() {
        SwimScene scene = new SwimScene(3);
        scene.run(5_000);
        scene.kill("n3");
        scene.run(10);
        assertEquals(Standing.SUSPECT, scene.standing("n3", "n1"), "nobody has a connection: nothing to wait for");
        assertEquals(Standing.SUSPECT, scene.standing("n3", "n2"));
        scene.run(2_010);
        assertEquals(Standing.FAILED, scene.standing("n3", "n1"));
        assertEquals(Standing.FAILED, scene.standing("n3", "n2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 9})
    void silentMember_isSuspectEverywhere_withinTwoSeconds(int members) {
        SwimScene scene = new SwimScene(members);
        scene.run(5_000);
        scene.pause("n2");
        scene.run(2_500);
        for (String node : scene.nodes.keySet()) {
            if (!node.equals("n2")) {
                assertFalse(scene.standing("n2", node) == Standing.ALIVE, "at " + node);
            }
        }
    }

    @Test
    void memberThatOneCannotReach_isReachedThroughOthers() {
        SwimScene scene = new SwimScene(4);
        scene.run(2_000);
        scene.cut("n1", "n2");
        scene.run(30_000);
        assertEquals(List.of(), scene.changes);
        assertTrue(scene.view("n1").indirectProbes() > 0);
        assertEquals(0, scene.view("n1").failedProbes());
    }

    @Test
    void memberWithoutAConnectionToOne_isProbedThroughOthersAtOnce() {
        SwimScene scene = new SwimScene(3);
        scene.run(2_000);
        scene.log.clear();
        scene.closeLink("n1", "n2");
        scene.run(10_000);
        assertEquals(List.of(), scene.changes);
        assertTrue(scene.log.stream()
                .noneMatch(s -> s.from().equals("n1") && s.to().equals("n2") && s.atMillis() > 1_000_000 + 2_010));
    }

    @Test
    void slowAnswer_thatComesAfterTheHelperGaveUp_stillCounts() {
        SwimScene scene = new SwimScene(3);
        scene.run(2_000);
        scene.cut("n1", "n2");
        // What n2 answers to others waits for longer than they wait before they say that they got no answer.
        scene.pause("n2");
        for (int i = 0; i < 20; i++) {
            scene.run(280);
            scene.resume("n2", 0);
            scene.pause("n2");
        }
        assertTrue(scene.sentBy("n3", "nack") > 0, "it gave up");
        assertEquals(Standing.ALIVE, scene.standing("n2", "n1"));
    }

    @Test
    void partition_failsTheOtherSide_andHealing_bringsAllBack() {
        SwimScene scene = new SwimScene(5);
        scene.run(3_000);
        for (String a : List.of("n1", "n2")) {
            for (String b : List.of("n3", "n4", "n5")) {
                scene.cut(a, b);
                scene.cut(b, a);
            }
        }
        scene.run(20_000);
        assertEquals(Standing.FAILED, scene.standing("n1", "n4"));
        assertEquals(Standing.FAILED, scene.standing("n5", "n2"));
        assertEquals(Standing.ALIVE, scene.standing("n2", "n1"));
        assertEquals(Standing.ALIVE, scene.standing("n3", "n5"));
        scene.heal();
        scene.run(20_000);
        for (String at : scene.nodes.keySet()) {
            for (String of : scene.nodes.keySet()) {
                assertEquals(Standing.ALIVE, scene.standing(of, at), of + " at " + at);
            }
        }
    }

    @Test
    void restartedMember_refutesWhatWasSaidOfItsEarlierProcess() {
        SwimScene scene = new SwimScene(3);
        scene.run(2_000);
        scene.kill("n3");
        scene.run(10_000);
        assertEquals(Standing.FAILED, scene.standing("n3", "n1"));
        scene.restart("n3");
        scene.run(10);
        assertEquals(Standing.ALIVE, scene.standing("n3", "n1"));
        assertEquals(Standing.ALIVE, scene.standing("n3", "n2"));
        scene.run(20_000);
        scene.kill("n3");
        scene.run(3_000);
        assertEquals(Standing.FAILED, scene.standing("n3", "n1"), "and can fail again");
    }

    @Test
    void oldAccusation_isOutdoneByTheRefutation_andSetRight() {
        SwimScene scene = new SwimScene(3);
        Swim node = scene.nodes.get("n1");
        node.pinged("n2", 1, List.of(new Rumour("n3", Standing.ALIVE, 5, "n3")), scene.now);
        scene.run(20_000);
        scene.log.clear();
        node.pinged("n2", 2, List.of(new Rumour("n3", Standing.FAILED, 4, "n2")), scene.now);
        assertEquals(Standing.ALIVE, node.standingOf("n3"));
        assertEquals(
                List.of(new Rumour("n3", Standing.ALIVE, 5, "n3")),
                scene.log.getLast().rumours());
    }

    @Test
    void accusationOfTheSameNumber_isHeavierThanBeingAlive() {
        Swim node = new SwimScene(3).nodes.get("n1");
        node.pinged("n2", 1, List.of(new Rumour("n3", Standing.SUSPECT, 0, "n2")), 0);
        assertEquals(Standing.SUSPECT, node.standingOf("n3"));
        node.pinged("n2", 2, List.of(new Rumour("n3", Standing.ALIVE, 0, "n3")), 0);
        assertEquals(Standing.SUSPECT, node.standingOf("n3"));
        node.pinged("n2", 3, List.of(new Rumour("n3", Standing.FAILED, 0, "n2")), 0);
        assertEquals(Standing.FAILED, node.standingOf("n3"));
        node.pinged("n2", 4, List.of(new Rumour("n3", Standing.SUSPECT, 0, "n2")), 0);
        assertEquals(Standing.FAILED, node.standingOf("n3"));
        node.pinged("n2", 5, List.of(new Rumour("n3", Standing.ALIVE, 1, "n3")), 0);
        assertEquals(Standing.ALIVE, node.standingOf("n3"));
    }

    @Test
    void rumourOfAStranger_isNotBelieved_norPassedOn() {
        SwimScene scene = new SwimScene(3);
        scene.nodes.get("n1").pinged("n2", 1, List.of(new Rumour("nobody", Standing.FAILED, 0, "n2")), scene.now);
        scene.run(2_000);
        assertTrue(scene.log.stream().allMatch(s -> s.rumours().isEmpty()));
    }

    @Test
    void formerMember_isForgotten() {
        SwimScene scene = new SwimScene(3);
        scene.run(1_000);
        scene.kill("n3");
        scene.run(1_000);
        scene.nodes.get("n1").members(List.of("n1", "n2"), scene.now);
        scene.nodes.get("n2").members(List.of("n1", "n2"), scene.now);
        scene.log.clear();
        scene.run(10_000);
        assertEquals(Standing.ALIVE, scene.standing("n3", "n1"), "nothing is known of it");
        assertEquals(1, scene.view("n1").members().size());
        assertTrue(scene.log.stream().noneMatch(s -> s.to().equals("n3")));
    }

    @Test
    void sameSeed_sameMessages() {
        SwimScene one = new SwimScene(6);
        SwimScene other = new SwimScene(6);
        for (SwimScene scene : List.of(one, other)) {
            scene.run(5_000);
            scene.pause("n2");
            scene.run(5_000);
        }
        assertEquals(text(one), text(other));
    }

    private static String text(SwimScene scene) {
        StringBuilder text = new StringBuilder();
        scene.log.forEach(s -> text.append(s.atMillis() + s.from() + s.to() + s.kind() + s.rumours() + "\n"));
        return text.toString();
    }
}
