package dev.meguri.node.lifecycle;

import dev.meguri.node.snapshot.SnapshotSchedule;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

/** When the parts of the node come to life: data before the port is open, the cluster after. */
@Singleton
class NodeStart {
    private final NodeProcess process;
    private final SnapshotSchedule schedule;

    NodeStart(NodeProcess process, SnapshotSchedule schedule) {
        this.process = process;
        this.schedule = schedule;
    }

    void onStart(@Observes StartupEvent event) {
        process.prepare();
        schedule.start(process.snapshots());
    }

    void onListening(@ObservesAsync HttpServerStart event) {
        process.join(event.options().getPort());
    }
}
