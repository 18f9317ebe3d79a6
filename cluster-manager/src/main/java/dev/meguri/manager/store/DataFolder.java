package dev.meguri.manager.store;

import dev.meguri.manager.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The manager's folder: made where it is missing, and locked for this process: two managers would write two histories. */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws StartFailure when the folder cannot be written, or another manager has it */
    public static DataFolder open(String dataDir) {
        Path path = Path.of(dataDir).toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("manager.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartFailure("meguri.data-dir " + path
                        + " is used by another running manager; stop that one, or give this one a folder of its own");
            }
            return new DataFolder(path, channel, lock);
        } catch (IOException e) {
            throw new StartFailure("meguri.data-dir " + path + " cannot be written (" + e
                    + "); give this user the right to, or name another folder");
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    public Path database() {
        return path.resolve("manager.db");
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
