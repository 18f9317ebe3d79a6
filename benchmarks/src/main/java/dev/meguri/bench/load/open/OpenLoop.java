package dev.meguri.bench.load.open;

import dev.meguri.bench.memory.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * GETs at a fixed rate over 50 connections, of keys drawn by chance from those of the {@link Dataset}. One thread sends by the
 * clock, another receives.
 */
public final class OpenLoop {
    private static final int CONNECTIONS = 50;
    private static final double TAIL = 99.9;
    /** A sleeping thread is woken so much late at most, where a processor is free. */
    private static final long SLACK_NANOS = 300_000;

    private static final long LEAD_NANOS = 20_000_000;
    private static final long LAST_ANSWER_NANOS = 10_000_000_000L;
    private static final long SELECT_MILLIS = 100;

    /**
     * @param latencyNanos of every request, from the time that it was meant to be sent
     * @param latenessNanos of the sender
     */
    public record Outcome(Histogram latencyNanos, Histogram latenessNanos) {
        /** Whether the tail is the server's: the sender's share of it is a timer's slack, or less than half. */
        boolean keptPace() {
            long late = latenessNanos.getValueAtPercentile(TAIL);
            return late <= SLACK_NANOS || late <= latencyNanos.getValueAtPercentile(TAIL) / 2;
        }
    }

    private final int port;
    private final int keys;
    private final SplittableRandom random;

    public OpenLoop(int port, int keys, long seed) {
        this.port = port;
        this.keys = keys;
        this.random = new SplittableRandom(seed);
    }

    /** @throws IllegalStateException a request was not answered with its value */
    public Outcome run(double perSecond, double seconds) {
        List<GetConnection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(new GetConnection(port, Dataset.VALUE_BYTES));
                connections.getLast().register(selector, i);
            }
            Pace pace = new Pace(System.nanoTime() + LEAD_NANOS, perSecond, Math.round(perSecond * seconds));
            GetCommand get = new GetCommand();
            PacedSender sender = new PacedSender(pace, System::nanoTime, i -> connections
                    .get((int) (i % CONNECTIONS))
                    .send(get.of(random.nextInt(keys))));
            FutureTask<Void> sending = new FutureTask<>(() -> sendAll(sender), null);
            Thread thread =
                    Thread.ofPlatform().daemon().name("open-loop-sender").start(sending);
            try {
                Latencies latencies = receiveAll(selector, connections, pace, sending);
                sending.get();
                return new Outcome(latencies.ofAll(), sender.lateness());
            } finally {
                thread.interrupt();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("sending failed: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            connections.forEach(GetConnection::close);
        }
    }

    private static void sendAll(PacedSender sender) {
        for (long wait = sender.step(); wait != PacedSender.DONE; wait = sender.step()) {
            LockSupport.parkNanos(wait);
            if (Thread.interrupted()) {
                return;
            }
        }
    }

    private static Latencies receiveAll(
            Selector selector, List<GetConnection> connections, Pace pace, FutureTask<Void> sending)
            throws IOException, ExecutionException, InterruptedException {
        Latencies latencies = new Latencies(pace, connections.size());
        long deadline = pace.intendedNanos(pace.requests()) + LAST_ANSWER_NANOS;
        while (!latencies.isComplete()) {
            selector.select(SELECT_MILLIS);
            for (SelectionKey key : selector.selectedKeys()) {
                int connection = (int) key.attachment();
                int answers = connections.get(connection).receive();
                long now = System.nanoTime();
                for (int i = 0; i < answers; i++) {
                    latencies.answered(connection, now);
                }
            }
            selector.selectedKeys().clear();
            if (sending.isDone()) {
                sending.get();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("requests were not answered within 10 s");
            }
        }
        return latencies;
    }
}
