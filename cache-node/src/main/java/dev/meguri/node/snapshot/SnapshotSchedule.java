package dev.meguri.node.snapshot;

import dev.meguri.node.config.NodeConfig;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.inject.Singleton;

/** A snapshot of what changed, on an interval, on a worker thread. */
@Singleton
public class SnapshotSchedule {
    private final Scheduler scheduler;
    private final NodeConfig config;

    SnapshotSchedule(Scheduler scheduler, NodeConfig config) {
        this.scheduler = scheduler;
        this.config = config;
    }

    /** Begins only when there is something to write: a slow start must not be overtaken by its first snapshot. */
    public void start(SnapshotWriter writer) {
        String interval = config.snapshot().interval().toString();
        scheduler
                .newJob("snapshot")
                .setInterval(interval)
                .setDelayed(interval)
                .setConcurrentExecution(ConcurrentExecution.SKIP)
                .setTask(execution -> writer.write(false))
                .schedule();
    }

    /** No further snapshot begins; the last one is the stop's. */
    public void stop() {
        scheduler.unscheduleJob("snapshot");
    }
}
