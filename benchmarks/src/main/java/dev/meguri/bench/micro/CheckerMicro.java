package dev.meguri.bench.micro;

import dev.meguri.simulator.check.linearizability.Linearizability;
import dev.meguri.simulator.check.linearizability.Observation;
import dev.meguri.simulator.check.linearizability.Report;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The checker of linearizability on histories of one key. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class CheckerMicro {
    private static final long SEED = 1;

    private final Linearizability checker = new Linearizability(0);

    @Param({"400"})
    int operations;

    private List<Observation> right;
    private List<Observation> wrong;

    @Setup
    public void make() {
        right = MadeHistory.linearizable(operations, SEED);
        wrong = MadeHistory.withOneStaleRead(right);
    }

    @Benchmark
    public Report linearizable() {
        return checker.check(right);
    }

    /** Looks for the smallest part that shows it, too. */
    @Benchmark
    public Report violation() {
        return checker.check(wrong);
    }
}
