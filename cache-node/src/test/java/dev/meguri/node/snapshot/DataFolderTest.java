package dev.meguri.node.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.node.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    private static String failure(Runnable start) {
        return assertThrows(StartFailure.class, start::run).getMessage();
    }

    @Test
    void secondUserOfAFolder_isRefusedUntilTheFirstIsGone() throws IOException {
        DataFolder first = DataFolder.open(folder.toString());
        String line = failure(() -> DataFolder.open(folder.toString()));
        assertTrue(line.contains("meguri.data-dir") && line.contains("another running node"), line);
        first.close();
        DataFolder.open(folder.toString()).close();
    }

    @Test
    void folderThatCannotBeMade_isNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        String line = failure(() -> DataFolder.open(file.resolve("inside").toString()));
        assertTrue(line.contains("meguri.data-dir") && line.contains("cannot be written"), line);
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
