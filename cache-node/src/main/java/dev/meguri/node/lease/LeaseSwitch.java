package dev.meguri.node.lease;

import dev.meguri.core.lease.LeaseKey;
import dev.meguri.node.config.NodeConfig;
import dev.meguri.service.time.SteadyClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Has the manager make the policy of leases, once somebody wants one: until then a cluster may have no strong keys at all. */
@Singleton
class LeaseSwitch {
    private static final Logger LOG = Logger.getLogger(LeaseSwitch.class);
    private static final long AGAIN_MILLIS = 1_000;
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final String DOCUMENT = "{\"preset\":\"strong\",\"onMajorityLoss\":\"reset\"}";

    private final NodeConfig config;
    private final HttpClient http;
    private final AtomicLong nextMillis = new AtomicLong(Long.MIN_VALUE);

    LeaseSwitch(Vertx vertx, NodeConfig config) {
        this.config = config;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS).setIdleTimeout(10));
    }

    /** Said again and again until the node has adopted a state with that policy; passed on once a second. */
    void wantsOn() {
        long now = SteadyClock.millis();
        long next = nextMillis.get();
        if (now < next || !nextMillis.compareAndSet(next, now + AGAIN_MILLIS)) {
            return;
        }
        String url = config.manager().url().replaceAll("/+$", "") + "/api/cluster/policies/" + LeaseKey.PREFIX;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.PUT)
                .setAbsoluteURI(url)
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader("Content-Type", "application/json");
        http.request(options)
                .compose(request -> request.send(DOCUMENT))
                .onSuccess(response -> {
                    if (response.statusCode() / 100 == 2) {
                        LOG.info("Leases are switched on: the manager has made their policy");
                    } else {
                        LOG.warnf("The manager did not switch leases on: it answered %d", response.statusCode());
                    }
                })
                .onFailure(e -> LOG.warnf("The manager could not be asked to switch leases on: %s", e.getMessage()));
    }
}
