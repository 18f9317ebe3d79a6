package dev.meguri.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WrkTest {
    private static final String PRINTED = """
            Running 3s test @ http://127.0.0.1:8101/api/cache/k
              1 threads and 50 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   740.11us  650.20us  22.61ms   96.54%
                Req/Sec    71.18k     4.50k   77.41k    83.33%
              Latency Distribution
                 50%  635.00us
                 75%    0.86ms
                 90%    1.04ms
                 99%    2.31ms
              212843 requests in 3.01s, 105.15MB read
            Requests/sec:  70742.58
            Transfer/sec:     34.95MB
            """;

    @Test
    void parse_ofWhatWrkPrints_readsTheFigures() {
        Wrk.Run run = Wrk.parse(PRINTED);
        assertEquals(212_843, run.requests());
        assertEquals(70_742.58, run.measured().value());
        assertEquals(0.635, run.measured().p50Millis());
        assertEquals(2.31, run.measured().p99Millis());
    }

    @Test
    void parse_ofSeconds_isInMillis() {
        assertEquals(
                1_500, Wrk.parse(PRINTED.replace("2.31ms", "1.50s")).measured().p99Millis());
    }

    @Test
    void parse_ofAnswersThatDoNotCount_fails() {
        for (String wrong :
                new String[] {"Non-2xx or 3xx responses: 7", "Socket errors: connect 0, read 3, write 0, timeout 0"}) {
            String printed = PRINTED.replace("Requests/sec", "  " + wrong + "\nRequests/sec");
            IllegalStateException failure = assertThrows(IllegalStateException.class, () -> Wrk.parse(printed));
            assertTrue(failure.getMessage().contains(wrong), failure.getMessage());
        }
    }

    @Test
    void parse_ofAnError_fails() {
        assertThrows(IllegalStateException.class, () -> Wrk.parse("unable to connect to 127.0.0.1:1"));
    }
}
