package dev.meguri.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.bench.duel.Measurement;
import org.junit.jupiter.api.Test;

class RedisBenchmarkTest {
    private static final String CSV = """
            Cluster has 3 master nodes:
            "test","rps","avg_latency_ms","min_latency_ms","p50_latency_ms","p95_latency_ms","p99_latency_ms","max_latency_ms"
            "SET","105042.02","0.408","0.136","0.391","0.567","0.679","2.431"
            """;

    @Test
    void parse_ofCsvWithOtherLines_readsTheFigures() {
        Measurement measured = RedisBenchmark.parse(CSV);
        assertEquals(105_042.02, measured.value());
        assertEquals(0.391, measured.p50Millis());
        assertEquals(0.679, measured.p99Millis());
    }

    @Test
    void parse_ofAnError_fails() {
        assertThrows(IllegalStateException.class, () -> RedisBenchmark.parse("ERR no such thing"));
    }
}
