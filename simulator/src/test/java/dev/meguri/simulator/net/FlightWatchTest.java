package dev.meguri.simulator.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.scenario.ClusterHarness;
import org.junit.jupiter.api.Test;

class FlightWatchTest {
    private static final NetworkSettings LOOSE =
            new NetworkSettings(100, 3_000, false, 0.02, 0.02, 0.001, 50_000, 300_000, 3_000_000);

    private static final class Counter implements FlightWatch {
        private int departed;
        private int ended;
        private int arrived;
        private int lost;
        private int held;

        @Override
        public int departs(Endpoint from, Endpoint to, Object message, long arrivalMicros) {
            return departed++;
        }

        @Override
        public void ends(int flight, boolean arrives) {
            ended++;
            arrived += arrives ? 1 : 0;
        }

        @Override
        public void lost(Endpoint from, Endpoint to, Object message) {
            lost++;
        }

        @Override
        public void held(Endpoint from, Endpoint to, Object message) {
            held++;
        }
    }

    @Test
    void watchedRun_isTheSameRun_andEveryMessageIsSeen() {
        Counter counter = new Counter();
        ClusterHarness unwatched = run(null);
        ClusterHarness watched = run(counter);
        assertEquals(trace(unwatched), trace(watched));
        NetworkStats stats = watched.cluster().world().network().stats();
        assertEquals(stats.delivered, counter.arrived);
        assertEquals(stats.lost, counter.lost + counter.ended - counter.arrived);
        assertTrue(counter.held > 0, "what the manager's ways hold up");
        assertTrue(counter.departed - counter.ended < 100, "the others are still under way");
    }

    private static ClusterHarness run(FlightWatch watch) {
        // watched from the first message: it is the whole run that is counted
        ClusterHarness harness = ClusterHarness.start(3, SimSettings.calm(4), LOOSE, null, watch);
        return harness.underLoad()
                .runFor(3_000)
                .isolate("node-2")
                .runFor(4_000)
                .heal()
                .kill("node-3")
                .runFor(4_000);
    }

    private static long trace(ClusterHarness harness) {
        return harness.cluster().world().trace().hash();
    }
}
