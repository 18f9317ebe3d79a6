package dev.meguri.bench.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Every process that was started here, so that none outlives the run, however it ends. Thread-safe. */
public final class Children {
    private static final int STOP_SECONDS = 60;
    private static final Set<ProcessHandle> STARTED = ConcurrentHashMap.newKeySet();

    private Children() {}

    static void add(ProcessHandle process) {
        STARTED.add(process);
        process.onExit().thenAccept(STARTED::remove);
    }

    /** In an orderly way. @throws IllegalStateException it does not end in time */
    static void stop(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException(
                    "process " + process.pid() + " did not end within " + STOP_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        STARTED.remove(process);
    }

    /** As {@code kill -9}: none of them has anything to lose. */
    static void end(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
        STARTED.remove(process);
    }

    public static void endAll() {
        STARTED.forEach(ProcessHandle::destroyForcibly);
    }
}
