package dev.meguri.bench.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every process that was started here, so that none outlives the run, however it ends. Thread-safe. */
public final class Children {
    private static final Set<ProcessHandle> STARTED = ConcurrentHashMap.newKeySet();

    private Children() {}

    static void add(ProcessHandle process) {
        STARTED.add(process);
        process.onExit().thenAccept(STARTED::remove);
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
