package dev.meguri.node.snapshot;

import dev.meguri.node.config.SettingsCheck;
import dev.meguri.service.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The node's id, kept in a file of its own beside the database, so that it outlives a corrupt one: as configured, or as it
 * was, or made up.
 */
public final class NodeName {
    private static final String FILE = "node-id";

    private NodeName() {}

    /** @throws StartFailure when the folder belongs to another node, or cannot be written */
    public static String of(Path folder, Optional<String> configured) {
        Path file = folder.resolve(FILE);
        try {
            String stored = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!stored.isEmpty()) {
                if (configured.isPresent() && !configured.get().equals(stored)) {
                    throw new StartFailure("meguri.data-dir " + folder + " belongs to node " + stored
                            + ", but meguri.node.id is " + configured.get()
                            + "; give each node a folder of its own, or delete meguri.node.id");
                }
                SettingsCheck.nodeId(stored);
                return stored;
            }
            String nodeId = configured.orElseGet(
                    () -> "node-" + UUID.randomUUID().toString().substring(0, 8));
            Files.writeString(file, nodeId + "\n");
            return nodeId;
        } catch (IOException e) {
            throw new StartFailure("meguri.data-dir " + folder + " cannot be written (" + e + ")");
        }
    }
}
