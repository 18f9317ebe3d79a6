package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.system.LoadingProcess.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One key that nobody has, 500 calls at once from three processes: one load. */
class LeaseIT {
    private static final int PROCESSES = 3;
    private static final int CALLS = 500;
    private static final long LOAD_MILLIS = 300;
    /** Enough to be killed in the middle of it. */
    private static final long LONG_LOAD_MILLIS = 1_500;

    private static final long LEASE_MILLIS = 2_000;
    /** After a dead loader's lease is over, another one begins within this. */
    private static final long LATE_MILLIS = 1_000;

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Cluster cluster = Cluster.shared();
    private final List<LoadingProcess> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(LoadingProcess::close);
    }

    private void start(String key, long loadMillis) {
        String nodes = "127.0.0.1:" + cluster.respPort(1) + ",127.0.0.1:" + cluster.respPort(2);
        for (int i = 0; i < PROCESSES; i++) {
            int calls = CALLS / PROCESSES + (i < CALLS % PROCESSES ? 1 : 0);
            processes.add(new LoadingProcess("process-" + i, nodes, key, calls, loadMillis, LEASE_MILLIS));
        }
        processes.forEach(process -> process.await("ready"));
        processes.forEach(LoadingProcess::begin);
    }

    private List<Line> all(String begin) {
        return processes.stream()
                .flatMap(process -> process.lines(begin).stream())
                .sorted(Comparator.comparingLong(Line::millis))
                .toList();
    }

    @Test
    void fiveHundredCalls_forAColdKey_areOneLoad() {
        start("cold-" + System.nanoTime(), LOAD_MILLIS);
        processes.forEach(process -> process.await("served"));
        List<Line> served = all("served");
        Figures.report(
                "getOrLoad, 500 calls, 3 processes, a cold key: %d load",
                all("loading").size());
        assertEquals(1, all("loading").size(), served.toString());
        assertEquals(
                1,
                served.stream()
                        .map(line -> line.text().replaceFirst("served \\d+ ", ""))
                        .distinct()
                        .count(),
                "all got what one loaded: " + served);
        assertTrue(served.stream().noneMatch(line -> line.text().contains("FAILED")), served.toString());
    }

    @Test
    void aLoaderThatIsKilled_isFollowedByOneOther_whenItsLeaseIsOver() {
        start("killed-" + System.nanoTime(), LONG_LOAD_MILLIS);
        LoadingProcess loader = awaitLoader();
        long lastRenewal = loader.lines("loading").getFirst().millis();
        loader.kill();
        long killed = System.currentTimeMillis();
        processes.stream().filter(process -> process != loader).forEach(process -> process.await("served"));
        List<Line> loads = all("loading");
        assertEquals(2, loads.size(), "one more load: " + loads);
        long after = loads.getLast().millis() - killed;
        Figures.report(
                "getOrLoad, the loading process killed: another one loads after %d ms (lease %d ms)",
                after, LEASE_MILLIS);
        assertTrue(after <= LEASE_MILLIS + LATE_MILLIS, "after " + after + " ms");
        assertTrue(loads.getLast().millis() - lastRenewal >= LEASE_MILLIS - LATE_MILLIS / 2, "not before: " + loads);
        List<Line> served = all("served");
        assertEquals(PROCESSES - 1, served.size());
        assertTrue(served.stream().noneMatch(line -> line.text().contains("FAILED")), served.toString());
    }

    private LoadingProcess awaitLoader() {
        LoadingProcess[] found = new LoadingProcess[1];
        Await.until("somebody loads", SOON, () -> {
            for (LoadingProcess process : processes) {
                if (!process.lines("loading").isEmpty()) {
                    found[0] = process;
                }
            }
            return found[0] != null;
        });
        return found[0];
    }
}
