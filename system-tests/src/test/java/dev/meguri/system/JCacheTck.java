package dev.meguri.system;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Around the TCK of JCache (JSR-107), whose classes are run as they are: starts a cluster for it, and tells what came of it. The TCK
 * leaves tests out by passing them without running them, and says so in its log: they are counted by that.
 */
public final class JCacheTck implements TestExecutionListener {
    /** Of JCacheProperties: this class is loaded in runs, too, that have no JCache. */
    private static final String NODES = "meguri.nodes";

    private static final String TIMEOUT = "meguri.timeout-millis";
    private static final String LEFT_OUT = "===== EXCLUDING TEST";

    private final boolean isTck = Boolean.getBoolean("meguri.jcache.tck");
    private final AtomicInteger tests = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private final AtomicInteger leftOut = new AtomicInteger();
    /** Null: it could not be started. */
    private Cluster cluster;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (!isTck) {
            return;
        }
        Logger.getLogger("").addHandler(new LeftOut());
        // its own ports, which the TCK has fixed, are 10000 to 10011
        Cluster starting = new Cluster("jcache-tck", 13_000);
        try {
            starting.up(3);
            cluster = starting;
            System.setProperty(NODES, "127.0.0.1:" + cluster.respPort(1) + ",127.0.0.1:" + cluster.respPort(2));
        } catch (AssertionError e) {
            // a listener cannot fail a run: every test will, and at once
            System.err.println(e.getMessage());
            System.setProperty(NODES, "127.0.0.1:1");
            System.setProperty(TIMEOUT, "1");
        }
    }

    @Override
    public void executionFinished(TestIdentifier id, TestExecutionResult result) {
        if (id.isTest()) {
            tests.incrementAndGet();
        }
        switch (result.getStatus()) {
            case SUCCESSFUL -> {}
            case ABORTED -> skipped.incrementAndGet();
            case FAILED -> failed.incrementAndGet();
        }
    }

    @Override
    public void executionSkipped(TestIdentifier id, String reason) {
        tests.incrementAndGet();
        skipped.incrementAndGet();
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!isTck) {
            return;
        }
        if (cluster != null) {
            cluster.close();
        }
        int passed = tests.get() - failed.get() - skipped.get() - leftOut.get();
        Figures.report(
                "JCache TCK: %d tests, %d passed, %d excluded by the TCK itself, %d failed%s",
                tests.get(),
                passed,
                leftOut.get(),
                failed.get(),
                skipped.get() == 0 ? "" : ", " + skipped.get() + " skipped");
    }

    private final class LeftOut extends Handler {
        @Override
        public void publish(LogRecord record) {
            if (record.getMessage() != null && record.getMessage().startsWith(LEFT_OUT)) {
                leftOut.incrementAndGet();
            }
        }

        @Override
        public void flush() {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
