package dev.meguri.ui.live;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.cluster.NodeView;
import dev.meguri.api.cluster.PolicyDocument;
import dev.meguri.api.lab.ConsistencyTest;
import dev.meguri.api.lab.ConsistencyTestRequest;
import dev.meguri.api.lab.LabFault;
import dev.meguri.api.lab.TestHistory;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.ui.cluster.ClusterWatch;
import dev.meguri.ui.cluster.ManagerClient;
import dev.meguri.ui.web.Outbound;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The consistency tests of this server: one runs at a time, the last ones are kept. Any worker thread calls. */
@ApplicationScoped
public class LiveTests {
    /** Each takes a megabyte or two. */
    static final int MAX_KEPT = 5;

    private static final long TICK_MILLIS = 100;

    private final ClusterWatch watch;
    private final ManagerClient manager;
    private final FaultControl control;
    private final KilledNodes killed;
    private final Outbound outbound;
    private final ObjectMapper json;
    /** The newest first. Guarded by this. */
    private final Deque<TestRun> runs = new ArrayDeque<>();

    LiveTests(
            ClusterWatch watch,
            ManagerClient manager,
            FaultControl control,
            KilledNodes killed,
            Outbound outbound,
            ObjectMapper json) {
        this.watch = watch;
        this.manager = manager;
        this.control = control;
        this.killed = killed;
        this.outbound = outbound;
        this.json = json;
    }

    /** @throws ProblemException {@code lab_test_running}, {@code faults_disabled}, and those of {@link TestCheck#plan} */
    synchronized ConsistencyTest start(ConsistencyTestRequest request) {
        List<NodeView> active = watch.nodes().stream()
                .filter(node -> node.state().equals("ACTIVE"))
                .sorted(Comparator.comparing(NodeView::nodeId))
                .toList();
        long nowMillis = System.currentTimeMillis();
        // No two tests share keys, also after a restart of this server.
        long id = runs.isEmpty()
                ? nowMillis
                : Math.max(nowMillis, runs.getFirst().plan().id() + 1);
        TestPlan plan = TestCheck.plan(
                request, id, active.stream().map(NodeView::nodeId).toList(), policies());
        requireFaults(plan);
        if (!runs.isEmpty() && !runs.getFirst().isOver()) {
            throw new ProblemException(
                    ErrorCode.LAB_TEST_RUNNING, null, "One test runs at a time: wait for its end, or stop it.");
        }
        TestRun run = begin(plan, active, nowMillis);
        runs.addFirst(run);
        while (runs.size() > MAX_KEPT) {
            runs.removeLast();
        }
        return run.view();
    }

    private List<PolicyDocument> policies() {
        try {
            return manager.get("/policies", new TypeReference<>() {});
        } catch (IOException e) {
            throw manager.unreachable(e);
        }
    }

    /** Found out now rather than in the middle of the test. */
    private void requireFaults(TestPlan plan) {
        if (plan.fault() != LabFault.MINORITY && plan.fault() != LabFault.GROUPS) {
            return;
        }
        List<String> cutters =
                plan.partition().cuts().stream().map(Partition.Cut::node).toList();
        control.look().nodes().stream()
                .filter(node -> cutters.contains(node.nodeId()) && !Boolean.TRUE.equals(node.enabled()))
                .findFirst()
                .ifPresent(node -> {
                    throw new ProblemException(
                            ErrorCode.FAULTS_DISABLED,
                            "fault",
                            node.nodeId() + " takes no faults: start it with meguri.faults.enabled=true.");
                });
    }

    private TestRun begin(TestPlan plan, List<NodeView> nodes, long nowMillis) {
        long beganNanos = System.nanoTime();
        LongSupplier micros = () -> (System.nanoTime() - beganNanos) / 1_000;
        NodeWire wire = new NodeWire(
                outbound,
                json,
                nodes.stream().collect(Collectors.toMap(NodeView::nodeId, Function.identity())),
                micros);
        TestRun run = new TestRun(
                plan, new LiveStage(plan, control, killed, watch, wire), () -> micros.getAsLong() / 1_000, nowMillis);
        for (int client = 1; client <= plan.clients(); client++) {
            Thread.ofVirtual().name("lab-client-" + client).start(new TestClient(run, client, wire));
        }
        Thread.ofPlatform().daemon().name("lab-test").start(() -> direct(run));
        return run;
    }

    private static void direct(TestRun run) {
        try {
            while (run.tick()) {
                Thread.sleep(TICK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The newest first. */
    synchronized List<ConsistencyTest> all() {
        return runs.stream().map(TestRun::view).toList();
    }

    TestHistory history(long id) {
        return run(id).history();
    }

    /** One that is over stays as it is. */
    ConsistencyTest stop(long id) {
        TestRun run = run(id);
        run.stop();
        return run.view();
    }

    private synchronized TestRun run(long id) {
        return runs.stream()
                .filter(run -> run.plan().id() == id)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND, "id", "There is no test " + id + ": the last " + MAX_KEPT + " are kept."));
    }

    @PreDestroy
    synchronized void close() {
        new ArrayList<>(runs).forEach(TestRun::stop);
    }
}
