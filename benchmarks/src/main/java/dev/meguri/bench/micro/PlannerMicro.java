package dev.meguri.bench.micro;

import dev.meguri.core.ring.PlannedNode;
import dev.meguri.core.ring.RingPlan;
import dev.meguri.core.ring.RingPlanner;
import dev.meguri.core.ring.Slots;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Plans for all 16,384 slots with three copies each: five nodes at first, a sixth that joins, and one that leaves. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class PlannerMicro {
    private static final int COPIES = 3;
    private static final List<PlannedNode> FIVE = nodes(5);
    private static final List<PlannedNode> SIX = nodes(6);

    private List<List<String>> none;
    private List<List<String>> ofFive;
    private List<List<String>> ofSix;

    @Setup
    public void form() {
        none = Collections.nCopies(Slots.COUNT, List.of());
        ofFive = plan(none, FIVE).lists();
        ofSix = plan(ofFive, SIX).lists();
    }

    @Benchmark
    public RingPlan firstFormation() {
        return plan(none, FIVE);
    }

    @Benchmark
    public RingPlan sixthNodeJoins() {
        return plan(ofFive, SIX);
    }

    @Benchmark
    public RingPlan sixthNodeLeaves() {
        return plan(ofSix, FIVE);
    }

    private static RingPlan plan(List<List<String>> previous, List<PlannedNode> nodes) {
        return RingPlanner.plan(previous, nodes, COPIES, Slots.COUNT);
    }

    private static List<PlannedNode> nodes(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> PlannedNode.eligible("node-" + i, "", 100))
                .toList();
    }
}
