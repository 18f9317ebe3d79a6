package dev.meguri.bench.load.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final long MILLI = 1_000_000;
    private static final int CONNECTIONS = 2;

    /** Requests 0, 1, 2, 3 are meant for 0, 1, 2, 3 ms. */
    private final Latencies latencies = new Latencies(new Pace(0, 1_000, 4), CONNECTIONS);

    @Test
    void answers_belongToTheRequestsOfTheirConnectionInOrder() {
        latencies.answered(1, 2 * MILLI);
        latencies.answered(0, 3 * MILLI);
        latencies.answered(0, 4 * MILLI);
        assertFalse(latencies.isComplete());
        latencies.answered(1, 10 * MILLI);
        assertTrue(latencies.isComplete());
        // of 1: 1 ms, of 0: 3 ms, of 2: 2 ms, of 3: 7 ms
        assertEquals(7 * MILLI, latencies.ofAll().getMaxValue(), MILLI / 100.0);
        assertEquals(MILLI, latencies.ofAll().getMinNonZeroValue(), MILLI / 100.0);
        assertEquals(3.25 * MILLI, latencies.ofAll().getMean(), MILLI / 100.0);
    }

    @Test
    void serverThatStandsStill_isSlowForEveryRequestOfThatTime() {
        for (int request = 0; request < 4; request++) {
            latencies.answered(request % CONNECTIONS, 100 * MILLI);
        }
        assertEquals(97 * MILLI, latencies.ofAll().getMinNonZeroValue(), MILLI / 10.0);
    }

    @Test
    void tail_isTheServersUnlessTheSenderMadeMostOfIt() {
        assertTrue(outcome(4 * MILLI, 2 * MILLI).keptPace());
        assertFalse(outcome(4 * MILLI, 3 * MILLI).keptPace());
        assertTrue(outcome(MILLI / 5, MILLI / 5).keptPace());
    }

    @Test
    void command_namesTheKeyOfTheDataset() {
        GetCommand get = new GetCommand();
        for (int key : new int[] {3_999_999, 7, 0}) {
            String expected = String.format("*2\r\n$3\r\nGET\r\n$16\r\nkey:%012d\r\n", key);
            assertEquals(
                    expected, StandardCharsets.ISO_8859_1.decode(get.of(key)).toString());
        }
    }

    private static OpenLoop.Outcome outcome(long latencyNanos, long latenessNanos) {
        Histogram latency = Latencies.histogram();
        Histogram lateness = Latencies.histogram();
        latency.recordValue(latencyNanos);
        lateness.recordValue(latenessNanos);
        return new OpenLoop.Outcome(latency, lateness);
    }
}
