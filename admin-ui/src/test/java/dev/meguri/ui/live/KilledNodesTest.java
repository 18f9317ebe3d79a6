package dev.meguri.ui.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.api.lab.LiveFaults.KilledNode;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KilledNodesTest {
    private final List<String> done = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(1_000);
    private final KilledNodes killed = new KilledNodes(
            node -> done.add("kill " + node), node -> done.add("start " + node), now::get, Runnable::run);

    @Test
    void killed_isStartedWhenItsTimeIsOver_once() {
        killed.kill("node-2", 5_000);
        now.set(5_999);
        killed.startDue();
        assertEquals(List.of("kill node-2"), done);
        assertEquals(List.of(new KilledNode("node-2", 1)), killed.killed());
        now.set(6_000);
        killed.startDue();
        killed.startDue();
        assertEquals(List.of("kill node-2", "start node-2"), done);
        assertEquals(List.of(), killed.killed());
    }

    @Test
    void healing_startsAtOnce_oneOrAll() {
        killed.kill("node-1", 5_000);
        killed.kill("node-2", 5_000);
        killed.start("node-2");
        assertEquals(List.of("kill node-1", "kill node-2", "start node-2"), done);
        killed.startAll();
        assertEquals("start node-1", done.getLast());
    }

    @Test
    void startThatFails_isNotTriedForEver() {
        KilledNodes unlucky = new KilledNodes(
                node -> {},
                node -> {
                    throw new ProblemException(ErrorCode.INTERNAL, null, "it runs already");
                },
                now::get,
                Runnable::run);
        unlucky.kill("node-1", 1_000);
        unlucky.startAll();
        assertEquals(List.of(), unlucky.killed());
    }

    @Test
    void killThatFails_leavesNothingToStart() {
        KilledNodes unlucky = new KilledNodes(
                node -> {
                    throw new ProblemException(ErrorCode.NOT_SUPERVISED, null, "no launcher");
                },
                node -> {},
                now::get,
                Runnable::run);
        assertThrows(ProblemException.class, () -> unlucky.kill("node-1", 1_000));
        assertEquals(List.of(), unlucky.killed());
    }

    @Test
    void moreThanTheLimit_areRefused() {
        for (int i = 0; i < KilledNodes.MAX_KILLED; i++) {
            killed.kill("node-" + i, 1_000);
        }
        assertThrows(ProblemException.class, () -> killed.kill("one-more", 1_000));
    }
}
