package dev.meguri.service.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process's folder: made where it is missing, writable, and locked for as long as the process lives, so that no two of
 * them write one history. Its database and lock are named after what the process is.
 */
public final class DataFolder implements AutoCloseable {
    private static final String[] DATABASE_PARTS = {"", "-wal", "-shm"};

    private final Path path;
    private final String process;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, String process, FileChannel channel, FileLock lock) {
        this.path = path;
        this.process = process;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * @param process what the process is, in a word: node, manager
     * @throws StartFailure when the folder cannot be written, or another process has it
     */
    public static DataFolder open(String dataDir, String process) {
        Path path = Path.of(dataDir).toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(
                    path.resolve(process + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartFailure("meguri.data-dir " + path + " is used by another running " + process
                        + "; stop that one, or give this one a folder of its own");
            }
            return new DataFolder(path, process, channel, lock);
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
        return path.resolve(process + ".db");
    }

    public Path path() {
        return path;
    }

    /**
     * Renames a database that cannot be trusted to {@code <name>.corrupt-<millis>}, which it returns; nothing is deleted.
     *
     * @param what the database in words, with an article
     * @throws StartFailure when that cannot be done
     */
    public static String setAside(Path database, String what, String why, long nowMillis) {
        String aside = database.getFileName() + ".corrupt-" + nowMillis;
        try {
            for (String part : DATABASE_PARTS) {
                Path file = database.resolveSibling(database.getFileName() + part);
                if (Files.exists(file)) {
                    Files.move(file, database.resolveSibling(aside + part));
                }
            }
        } catch (IOException e) {
            throw new StartFailure(what + " " + database + " is corrupt (" + why + ") and cannot be renamed (" + e
                    + "); move it away by hand");
        }
        return aside;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
