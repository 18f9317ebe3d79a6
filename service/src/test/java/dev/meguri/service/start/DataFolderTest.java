package dev.meguri.service.start;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        DataFolder first = DataFolder.open(folder.toString(), "node");
        String line = failure(() -> DataFolder.open(folder.toString(), "node"));
        assertTrue(line.contains("meguri.data-dir") && line.contains("another running node"), line);
        first.close();
        DataFolder.open(folder.toString(), "node").close();
    }

    @Test
    void folderThatCannotBeMade_isNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        String line = failure(() -> DataFolder.open(file.resolve("inside").toString(), "node"));
        assertTrue(line.contains("meguri.data-dir") && line.contains("cannot be written"), line);
    }
}
