package dev.meguri.bench.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The processes of one system. */
public abstract class Servers implements AutoCloseable {
    private static final long REST_CHECK_MILLIS = 250;
    private static final int REST_CHECKS = 60;
    /** CPU time per time at which it counts as resting: heartbeats and timers go on. */
    private static final double RESTING = 0.08;

    private final List<ProcessHandle> processes = new ArrayList<>();

    /** Ready when it returns. @throws IllegalStateException it does not start */
    public abstract void start();

    /** Where clients connect to first. */
    public abstract int port();

    protected final void started(ProcessHandle process) {
        Children.add(process);
        processes.add(process);
    }

    /** Ends one of them in an orderly way. @throws IllegalStateException it does not end in time */
    protected final void stop(ProcessHandle process) {
        Children.stop(process);
        processes.remove(process);
    }

    /** CPU time of all processes so far. */
    public final Duration cpu() {
        Duration sum = Duration.ZERO;
        for (ProcessHandle process : processes) {
            sum = sum.plus(process.info().totalCpuDuration().orElse(Duration.ZERO));
        }
        return sum;
    }

    /** Returns when the processes have next to nothing to do, or after some seconds: then false. */
    public final boolean awaitRest() {
        for (int i = 0; i < REST_CHECKS; i++) {
            Duration before = cpu();
            pause(REST_CHECK_MILLIS);
            if (cpu().minus(before).toMillis() <= RESTING * REST_CHECK_MILLIS * 2) {
                return true;
            }
        }
        return false;
    }

    public final boolean isRunning() {
        return !processes.isEmpty() && processes.stream().allMatch(ProcessHandle::isAlive);
    }

    @Override
    public void close() {
        processes.forEach(Children::end);
        processes.clear();
    }

    protected static void await(String what, long timeoutSeconds, BooleanSupplier condition) {
        long deadline = System.nanoTime() + timeoutSeconds * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(what + " was not ready within " + timeoutSeconds + " s");
            }
            pause(100);
        }
    }

    protected static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException free) {
            return false;
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
