package dev.meguri.system;

import dev.meguri.chaos.load.HttpConnection.Answer;
import dev.meguri.chaos.load.HttpConnection.Request;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many keys with known values, written and read back by several clients at once. */
final class Dataset {
    private static final int CLIENTS = 16;
    private static final int AT_ONCE = 16;
    private static final int PROBLEMS_SHOWN = 5;

    private final int size;

    Dataset(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    static String key(int number) {
        return "data:" + number;
    }

    static String value(int number) {
        return "value-" + number + "-of-a-key-that-must-not-be-lost";
    }

    /** Milliseconds that it took; fails when one write fails. */
    long write(List<String> nodes) {
        return each(
                nodes,
                "written",
                number -> Connection.request("PUT", "/api/cache/" + key(number), value(number)),
                (number, answer) -> answer.status() == 201);
    }

    /** Milliseconds that it took; fails when one key is absent, wrong or cannot be read. */
    long readBack(List<String> nodes) {
        return each(
                nodes,
                "read back",
                number -> Connection.request("GET", "/api/cache/" + key(number), null),
                (number, answer) -> answer.status() == 200 && answer.body().equals(value(number)));
    }

    private interface Check {
        boolean holds(int number, Answer answer);
    }

    private long each(List<String> nodes, String what, IntFunction<Request> request, Check check) {
        long startNanos = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        Queue<String> problems = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(CLIENTS);
        IntFunction<Runnable> client = index -> () -> {
            try (Connection connection = new Connection(nodes.get(index % nodes.size()))) {
                int first;
                while ((first = next.getAndAdd(AT_ONCE)) < size && problems.size() < PROBLEMS_SHOWN) {
                    int end = Math.min(size, first + AT_ONCE);
                    List<Answer> answers = connection.send(
                            IntStream.range(first, end).mapToObj(request).toList());
                    for (int number = first; number < end; number++) {
                        Answer answer = answers.get(number - first);
                        if (!check.holds(number, answer)) {
                            problems.add(key(number) + ": " + answer.status() + " " + answer.body());
                        }
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
