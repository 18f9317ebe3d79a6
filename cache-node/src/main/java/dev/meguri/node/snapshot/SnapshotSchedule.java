package dev.meguri.node.snapshot;

import dev.meguri.node.lifecycle.NodeProcess;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

/** A snapshot of what changed, on an interval, on a worker thread. */
@Singleton
class SnapshotSchedule {
    private final NodeProcess process;

    SnapshotSchedule(NodeProcess process) {
        this.process = process;
    }

    @Scheduled(
            every = "${meguri.snapshot.interval}",
            delayed = "${meguri.snapshot.interval}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void write() {
        SnapshotWriter writer = process.snapshots();
        if (writer != null && !process.isStopping()) {
            writer.write(false);
        }
    }
}
