package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultReportTest {
    private final ManagerScene scene = new ManagerScene();

    @BeforeEach
    void form() {
        scene.form("node-1", "node-2", "node-3");
        scene.events.clear();
    }

    private ManagerEffect report(String nodeId, String what, boolean healed) {
        return scene.command(new ManagerInput.ReportFault(scene.nextCommand(), nodeId, "partition", what, healed));
    }

    @Test
    void faultAndItsEnd_areInTheLog_andNothingElseChanges() {
        long ringVersion = scene.manager.state().ringVersion();
        assertInstanceOf(ManagerEffect.Answer.class, report("node-3", "for 10 s", false));
        assertInstanceOf(ManagerEffect.Answer.class, report("node-3", "healed after 10 s", true));
        assertEquals(
                List.of(
                        "FAULT_INJECTED node-3, partition: for 10 s",
                        "FAULT_HEALED node-3, partition: healed after 10 s"),
                scene.events.stream().map(e -> e.type() + " " + e.message()).toList());
        assertEquals(ringVersion, scene.manager.state().ringVersion());
    }

    @Test
    void unknownNode_isRefused() {
        ManagerEffect.Refuse refused =
                assertInstanceOf(ManagerEffect.Refuse.class, report("node-9", "for 10 s", false));
        assertEquals(ManagerFailure.NODE_NOT_FOUND, refused.failure());
        assertEquals(List.of(), scene.events);
    }
}
