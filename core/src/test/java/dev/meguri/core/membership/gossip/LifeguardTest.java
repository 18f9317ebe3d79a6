package dev.meguri.core.membership.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each of Lifeguard's rules, in virtual time. */
class LifeguardTest {
    @Test
    void failedProbe_ofAMemberThatHelpersCannotReachEither_isNoSignAgainstOneself() {
        SwimScene scene = new SwimScene(5);
        scene.run(3_000);
        scene.pause("n5");
        scene.run(4_000);
        assertTrue(scene.view("n1").failedProbes() > 0);
        assertEquals(1, scene.view("n1").localHealth(), "the helpers said so: nacks");
    }

    @Test
    void helpersThatSayNothing_areASignAgainstOneself() {
        SwimScene scene = new SwimScene(5);
        scene.run(3_000);
        scene.lost = sent -> sent.to().equals("n1");
        scene.run(3_000);
        assertTrue(scene.view("n1").localHealth() >= 4, "three missed nacks: " + scene.view("n1"));
    }

    @Test
    void nodeThatIsNotWell_probesLess_andWaitsForLonger() {
        SwimScene scene = new SwimScene(5);
        scene.run(3_000);
        scene.nodes.get("n1").stoodStill(0);
        scene.nodes.get("n1").stoodStill(0);
        scene.nodes.get("n1").stoodStill(0);
        assertEquals(4, scene.view("n1").localHealth());
        scene.lost = sent -> sent.from().equals("n1") || sent.to().equals("n1");
        scene.log.clear();
        long before = scene.view("n1").probes();
        scene.run(4_000);
        assertTrue(scene.view("n1").probes() - before <= 3, "one in two seconds, and fewer as it goes on");
        long firstPing = at(scene, "ping");
        assertEquals(4 * GossipSettings.DEFAULTS.probeTimeoutMillis(), at(scene, "ask") - firstPing);
    }

    private static long at(SwimScene scene, String kind) {
        return scene.log.stream()
                .filter(s -> s.from().equals("n1") && s.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .atMillis();
    }

    @Test
    void successes_makeItWellAgain() {
        SwimScene scene = new SwimScene(5);
        scene.run(3_000);
        scene.lost = sent -> sent.to().equals("n1");
        scene.run(10_000);
        scene.lost = sent -> false;
        scene.run(60_000);
        assertEquals(1, scene.view("n1").localHealth());
        for (String at : scene.nodes.keySet()) {
            for (String of : scene.nodes.keySet()) {
                assertEquals(Standing.ALIVE, scene.standing(of, at));
            }
        }
    }

    @Test
    void havingToRefute_isASignAgainstOneself() {
        SwimScene scene = new SwimScene(3);
        scene.nodes.get("n1").pinged("n2", 1, List.of(new Rumour("n1", Standing.SUSPECT, 0, "n2")), scene.now);
        assertEquals(2, scene.view("n1").localHealth());
        assertEquals(1, scene.view("n1").ownRefutations());
    }

    @Test
    void accusation_isRefutedUnderAHigherNumber_withTheAnswer() {
        SwimScene scene = new SwimScene(3);
        scene.log.clear();
        scene.nodes.get("n1").pinged("n2", 1, List.of(new Rumour("n1", Standing.FAILED, 7, "n3")), scene.now);
        assertEquals(
                List.of(new Rumour("n1", Standing.ALIVE, 8, "n1")),
                scene.log.getLast().rumours());
        scene.nodes.get("n1").pinged("n2", 2, List.of(new Rumour("n1", Standing.SUSPECT, 7, "n3")), scene.now);
        assertEquals(1, scene.view("n1").ownRefutations(), "that was refuted already");
    }

    @Test
    void refutationThatGotLost_isToldAgain_toWhomeverAccusesStill() {
        SwimScene scene = new SwimScene(3);
        Rumour accusation = new Rumour("n1", Standing.FAILED, 0, "n3");
        scene.lost = sent -> sent.from().equals("n1");
        scene.nodes.get("n1").pinged("n2", 1, List.of(accusation), scene.now);
        scene.run(10_000);
        scene.log.clear();
        scene.nodes.get("n1").pinged("n2", 2, List.of(accusation), scene.now);
        assertTrue(scene.log.getLast().rumours().stream()
                .anyMatch(r -> r.nodeId().equals("n1") && r.standing() == Standing.ALIVE));
        scene.lost = sent -> false;
        scene.run(20_000);
        assertEquals(Standing.ALIVE, scene.standing("n1", "n2"));
        assertEquals(Standing.ALIVE, scene.standing("n1", "n3"));
    }

    @Test
    void suspectedMember_isToldFirst_withEveryMessage() {
        SwimScene scene = new SwimScene(4);
        scene.run(2_000);
        Swim node = scene.nodes.get("n1");
        node.pinged("n2", 1, List.of(new Rumour("n3", Standing.SUSPECT, 0, "n2")), scene.now);
        for (int i = 0; i < 20; i++) {
            scene.log.clear();
            node.ping("n3");
            Rumour first = scene.log.getFirst().rumours().getFirst();
            assertEquals(
                    new Rumour("n3", Standing.SUSPECT, 0, "n2"), first, "also when others need not hear it any more");
        }
    }

    @Test
    void helper_isToldOfTheAccusation_soThatTheAnswerRefutesIt() {
        SwimScene scene = new SwimScene(3);
        scene.run(2_000);
        scene.cut("n1", "n2");
        scene.cut("n2", "n1");
        scene.nodes.get("n1").pinged("n3", 1, List.of(new Rumour("n2", Standing.SUSPECT, 0, "n1")), scene.now);
        assertEquals(Standing.SUSPECT, scene.standing("n2", "n1"));
        scene.run(1_500);
        assertEquals(Standing.ALIVE, scene.standing("n2", "n1"));
    }

    @Test
    void pausedMember_isSuspected_andRefutesItWhenItGoesOn() {
        for (int members = 3; members <= 6; members++) {
            SwimScene scene = new SwimScene(members);
            scene.run(5_000);
            scene.pause("n2");
            scene.run(2_000);
            assertTrue(scene.changes.stream().anyMatch(c -> c.endsWith("n2 SUSPECT")));
            assertFalse(scene.changes.stream().anyMatch(c -> c.endsWith("FAILED")), "2 s are no failure");
            scene.resume("n2", 2_000);
            scene.run(1_500);
            for (String at : scene.nodes.keySet()) {
                assertEquals(Standing.ALIVE, scene.standing("n2", at), "at " + at + " of " + members);
            }
            assertFalse(scene.changes.stream().anyMatch(c -> c.startsWith("n2: ")), "it accused nobody itself");
        }
    }

    @Test
    void suspicion_thatOthersConfirm_endsSooner() {
        long alone = failedAfter(1);
        long confirmed = failedAfter(3);
        assertEquals(6_000, alone);
        assertEquals(2_000, confirmed);
    }

    /** How long a suspicion lasts that so many raised. */
    private static long failedAfter(int accusers) {
        SwimScene scene = new SwimScene(6);
        Swim node = scene.nodes.get("n1");
        for (int i = 2; i < 2 + accusers; i++) {
            node.pinged("n2", i, List.of(new Rumour("n6", Standing.SUSPECT, 0, "n" + i)), scene.now);
        }
        long end = scene.now;
        while (node.standingOf("n6") == Standing.SUSPECT) {
            end += 10;
            node.wake(end);
        }
        return end - scene.now;
    }

    @Test
    void confirmations_arePassedOn_butNotMoreThanAreWanted() {
        SwimScene scene = new SwimScene(8);
        Swim node = scene.nodes.get("n1");
        for (int i = 2; i <= 6; i++) {
            node.pinged("n2", i, List.of(new Rumour("n8", Standing.SUSPECT, 0, "n" + i)), scene.now);
        }
        scene.run(20_000);
        long accusers = scene.log.stream()
                .filter(s -> s.from().equals("n1"))
                .flatMap(s -> s.rumours().stream())
                .filter(r -> r.standing() == Standing.SUSPECT)
                .map(Rumour::accuser)
                .distinct()
                .count();
        assertEquals(3, accusers, "the accuser and two who confirm it");
    }

    @Test
    void slowNode_accusesNobodyOfWhatIsItsOwnFault() {
        SwimScene scene = new SwimScene(5);
        scene.run(3_000);
        for (int i = 0; i < 20; i++) {
            scene.pause("n1");
            scene.run(900);
            scene.resume("n1", 900);
            scene.run(100);
        }
        assertFalse(scene.changes.stream().anyMatch(c -> c.startsWith("n1: ")), scene.changes.toString());
        assertTrue(scene.view("n1").localHealth() > 1);
    }
}
