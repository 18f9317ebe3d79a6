package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.lease.LeaseAnswer;
import dev.meguri.core.lease.LeaseAsk;
import dev.meguri.core.lease.LeaseKey;
import dev.meguri.core.lease.LeaseTerms;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.token.ChangeToken;
import dev.meguri.core.token.ClientToken;
import dev.meguri.core.version.Version;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.workload.ClientOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many ask for a key that nobody has: one of them loads it (SLOT.md, rule 27). */
class LeaseScenarioTest {
    private static final Key KEY = Key.of("cold");
    private static final int CALLERS = 30;
    private static final long LEASE_MILLIS = 2_000;
    private static final long LOAD_MILLIS = 300;
    /** In which a value is stored, and its lease released. */
    private static final long PAUSE_MILLIS = 60;

    /** The wall clocks of the nodes differ by less. */
    private static final long SKEW_MILLIS = 500;

    private ClusterHarness cluster;
    private long millis;
    private final List<Load> loads = new ArrayList<>();

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 20);
    }

    private void start(int seed) {
        NetworkSettings uneven = new NetworkSettings(100, 6_000, true, 0, 0, 0, 1, 300_000, 5_000_000);
        cluster = ClusterHarness.start(seed, SimSettings.calm(3), uneven);
        cluster.cluster().manager().putPolicy(LeaseKey.policy());
        cluster.runFor(seconds(2));
    }

    private List<Caller> callers(boolean diesAfterTaking) {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(new Caller(i, diesAfterTaking));
        }
        return callers;
    }

    private void runUntilServed(List<Caller> callers, long most) {
        for (long i = 0; i < most && !callers.stream().allMatch(Caller::isOver); i++) {
            callers.forEach(Caller::goOn);
            cluster.runFor(1);
            millis++;
        }
        for (Caller caller : callers) {
            assertTrue(caller.isOver(), "caller " + caller.number + " waits for ever: " + caller.state());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneLoads_andAllGetIt(int seed) {
        start(seed);
        List<Caller> callers = callers(false);
        runUntilServed(callers, seconds(20));
        assertEquals(1, loads.size(), loads.toString());
        callers.forEach(caller -> assertTrue(caller.found, "caller " + caller.number));
        cluster.expectHealthy();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ofALoaderThatDies_anotherTakesOver_onceItsLeaseIsOver(int seed) {
        start(seed);
        List<Caller> callers = callers(true);
        runUntilServed(callers, seconds(20));
        assertEquals(2, loads.size(), loads.toString());
        long after = loads.get(1).atMillis - loads.get(0).atMillis;
        assertTrue(
                after >= LEASE_MILLIS - SKEW_MILLIS && after <= LEASE_MILLIS + SKEW_MILLIS + seconds(1),
                "the second load began after " + after + " ms");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLeaseOutlivesANode(int seed) {
        start(seed);
        List<Caller> callers = callers(false);
        for (int i = 0; i < 5_000 && loads.isEmpty(); i++) {
            callers.forEach(Caller::goOn);
            cluster.runFor(1);
            millis++;
        }
        cluster.kill("node-" + (1 + seed % 3));
        runUntilServed(callers, seconds(30));
        assertEquals(1, loads.size(), loads.toString());
    }

    private record Load(int caller, long atMillis) {}

    /** An application's thread: asks through some node, another one when that is down, and loads where it is told to. */
    private final class Caller {
        private final int number;
        private final boolean dies;
        private LeaseAsk ask;
        private ClientToken token;
        private ClientOperation waiting;
        /** Made under a token; asked for again if nobody knows. */
        private ClientOperation inDoubt;

        private long wakeMillis;
        private long loadedAtMillis;
        private boolean found;
        private boolean dead;
        private ClientOperation store;
        private Version lease;
        /** The answer to a read was held up, as by a pause of whoever asked. */
        private boolean isLate;

        Caller(int number, boolean dies) {
            this.number = number;
            this.dies = dies;
            // half of them come when the value is about to be there
            this.wakeMillis = number % 2 == 0 ? 0 : millis + LOAD_MILLIS + number;
        }

        boolean isOver() {
            return found || dead;
        }

        String state() {
            return "waiting for " + waiting + ", store " + store;
        }

        void goOn() {
            if (isOver() || millis < wakeMillis) {
                return;
            }
            if (store != null && store.phase == ClientOperation.Phase.BROKEN) {
                store = store();
            } else if (store != null) {
                found = store.result instanceof Result.Written || store.result instanceof Result.ConditionFailed;
                if (store.result instanceof Result.Failed) {
                    store = store();
                } else if (found) {
                    cluster.cluster().clients().submit(node(), LeaseAsk.release(KEY, lease));
                }
            } else if (loadedAtMillis != 0) {
                store = store();
            } else if (ask == null) {
                begin(new ClientToken(new ChangeToken(number + 1, millis), 0));
            } else if (waiting == null) {
                take(ask.waited());
            } else if (waiting.phase == ClientOperation.Phase.BROKEN) {
                // the node that asked is dead: another one is asked the same, under the same token
                waiting = null;
                begin(token);
            } else if (waiting.result instanceof Result.Absent && number % 2 == 1 && !isLate) {
                isLate = true;
                wakeMillis = millis + PAUSE_MILLIS;
            } else if (waiting.result != null) {
                Result result = waiting.result;
                waiting = null;
                if (!(result instanceof Result.Failed failed && failed.failure().isInDoubt())) {
                    inDoubt = null;
                }
                take(ask.answered(result, millis, node().clock().nowMillis()));
            }
        }

        private void begin(ClientToken ofAsk) {
            token = ofAsk;
            ask = new LeaseAsk(KEY, new LeaseTerms(0, LEASE_MILLIS, 500), token, millis);
            take(ask.first());
        }

        private void take(LeaseAsk.Step step) {
            switch (step) {
                case LeaseAsk.Step.Ask next -> {
                    boolean isAgain = inDoubt != null && next.token() != null;
                    waiting = isAgain
                            ? cluster.cluster().clients().again(node(), inDoubt)
                            : cluster.cluster().clients().submit(node(), next.operation(), next.token());
                    inDoubt = next.token() == null ? null : waiting;
                }
                case LeaseAsk.Step.Wait pause -> wakeMillis = millis + pause.millis();
                case LeaseAsk.Step.Done done -> {
                    ask = null;
                    if (done.answer() instanceof LeaseAnswer.Known known) {
                        found = known.value() instanceof Result.Found;
                        if (known.lease() != null) {
                            lease = known.lease();
                            load();
                        }
                    }
                }
            }
        }

        private void load() {
            dead = dies && loads.isEmpty();
            loads.add(new Load(number, millis));
            loadedAtMillis = millis + LOAD_MILLIS;
            wakeMillis = loadedAtMillis;
        }

        private ClientOperation store() {
            return cluster.cluster()
                    .clients()
                    .submit(node(), new Operation.Put(KEY, new byte[] {1}, "", Operation.NO_TTL, Condition.IF_ABSENT));
        }

        private SimNode node() {
            List<SimNode> up =
                    cluster.cluster().nodes().stream().filter(SimNode::isUp).toList();
            return up.get(number % up.size());
        }
    }
}
