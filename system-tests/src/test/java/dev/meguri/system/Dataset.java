package dev.meguri.system;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Many keys with known values, written and read back by several clients at once. */
final class Dataset {
    private static final int CLIENTS = 16;
    private static final int PROBLEMS_SHOWN = 5;

    private final int size;

    Dataset(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    private static String key(int number) {
        return "data:" + number;
    }

    private static String value(int number) {
        return "value-" + number + "-of-a-key-that-must-not-be-lost";
    }

    /** Milliseconds that it took; fails when one write fails. */
    long write(List<String> nodes) {
        return each(nodes, "written", connections -> {
            Connection connection = connections.connection();
            int number = connections.number();
            int status = connection
                    .send("PUT", "/api/cache/" + key(number), value(number))
                    .status();
            return status == 201 || status == 204 ? null : key(number) + ": " + status;
        });
    }

    /** Milliseconds that it took; fails when one key is absent, wrong or cannot be read. */
    long readBack(List<String> nodes) {
        return each(nodes, "read back", connections -> {
            int number = connections.number();
            Connection.Answer answer = connections.connection().send("GET", "/api/cache/" + key(number), null);
            if (answer.status() != 200) {
                return key(number) + ": " + answer.status() + " " + answer.body();
            }
            return answer.body().equals(value(number)) ? null : key(number) + ": " + answer.body();
        });
    }

    private record Turn(Connection connection, int number) {}

    private interface Step {
        /** Null, or what went wrong. */
        String run(Turn turn);
    }

    private long each(List<String> nodes, String what, Step step) {
        long startNanos = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        Queue<String> problems = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(CLIENTS);
        IntFunction<Runnable> client = index -> () -> {
            try (Connection connection = new Connection(nodes.get(index % nodes.size()))) {
                int number;
                while ((number = next.getAndIncrement()) < size && problems.size() < PROBLEMS_SHOWN) {
                    String problem = step.run(new Turn(connection, number));
                    if (problem != null) {
                        problems.add(problem);
                    }
                }
            } catch (RuntimeException e) {
                problems.add(e.toString());
            } finally {
                done.countDown();
            }
        };
        for (int index = 0; index < CLIENTS; index++) {
            Thread.ofPlatform().daemon().start(client.apply(index));
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        if (!problems.isEmpty()) {
            throw new AssertionError("not every key could be " + what + ": " + problems);
        }
        return (System.nanoTime() - startNanos) / 1_000_000;
    }
}
