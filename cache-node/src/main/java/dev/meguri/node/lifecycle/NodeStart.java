package dev.meguri.node.lifecycle;

import dev.meguri.node.resp.RespServer;
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
    private final RespServer resp;

    NodeStart(NodeProcess process, SnapshotSchedule schedule, RespServer resp) {
        this.process = process;
        this.schedule = schedule;
        this.resp = resp;
    }

    void onStart(@Observes StartupEvent event) {
        process.prepare();
        schedule.start(process.snapshots());
        resp.start();
    }

    void onListening(@ObservesAsync HttpServerStart event) {
        process.join(event.options().getPort(), resp.announcedPort(), resp.announcedHost());
    }
}
