package dev.meguri.node.lifecycle;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

/** When the parts of the node come to life: data before the port is open, the cluster after. */
@Singleton
class NodeStart {
    private final NodeProcess process;

    NodeStart(NodeProcess process) {
        this.process = process;
    }

    void onStart(@Observes StartupEvent event) {
        process.prepare();
    }

    void onListening(@ObservesAsync HttpServerStart event) {
        process.join(event.options().getPort());
    }
}
