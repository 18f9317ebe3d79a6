package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class StartIT {
    /** On two free cores. */
    private static final Duration MOST = Duration.ofSeconds(20);

    @Test
    void up_isReadyWithin20Seconds_andAgainAfterAStop() {
        try (Cluster cluster = new Cluster("start", 1_500)) {
            requireQuick(cluster, "first");
            cluster.down();
            requireQuick(cluster, "second");
        }
    }

    private static void requireQuick(Cluster cluster, String which) {
        long upMillis = cluster.up(3).millis();
        JsonNode status = cluster.status();
        double cpuSeconds = Stream.of(status.path("nodes"), status.path("services"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .mapToLong(process -> process.path("pid").asLong())
                .mapToObj(pid -> ProcessHandle.of(pid).orElseThrow())
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3)
                .sum();
        Figures.report("%s up: ready in %.1f s; %.1f s of processor time", which, upMillis / 1e3, cpuSeconds);
        assertTrue(upMillis < MOST.toMillis(), "up took " + upMillis + " ms");
    }
}
