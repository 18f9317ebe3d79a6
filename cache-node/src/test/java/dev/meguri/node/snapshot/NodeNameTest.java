package dev.meguri.node.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.service.start.StartFailure;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeNameTest {
    @TempDir
    Path folder;

    private static String failure(Runnable start) {
        return assertThrows(StartFailure.class, start::run).getMessage();
    }

    @Test
    void nodeId_isKeptOnceItIsThere() {
        assertEquals("node-7", NodeName.of(folder, Optional.of("node-7")));
        assertEquals("node-7", NodeName.of(folder, Optional.empty()));
        String line = failure(() -> NodeName.of(folder, Optional.of("node-8")));
        assertTrue(line.contains("node-7") && line.contains("node-8"), line);
    }

    @Test
    void nodeIdThatIsMadeUp_isKept() {
        String nodeId = NodeName.of(folder, Optional.empty());
        assertTrue(nodeId.matches("node-[0-9a-f]{8}"), nodeId);
        assertEquals(nodeId, NodeName.of(folder, Optional.empty()));
    }
}
