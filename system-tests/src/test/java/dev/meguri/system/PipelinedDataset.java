package dev.meguri.system;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Response;

/** A dataset's keys through the Redis protocol, many in one pipeline: seconds where single requests take a minute. */
final class PipelinedDataset {
    private static final int AT_ONCE = 2_000;
    private static final int PROBLEMS_SHOWN = 5;

    private final Dataset data;

    PipelinedDataset(Dataset data) {
        this.data = data;
    }

    int size() {
        return data.size();
    }

    private interface Command {
        Response<String> with(AbstractPipeline pipeline, int number);
    }

    private interface Check {
        boolean holds(int number, String answer);
    }

    /** Milliseconds that it took; fails when one write fails. @param port of any node */
    long write(int port) {
        return each(
                port,
                "written",
                (pipeline, number) -> pipeline.set(Dataset.key(number), Dataset.value(number)),
                (number, answer) -> "OK".equals(answer));
    }

    /** Through whichever nodes lead the slots. Milliseconds that it took; fails when one key is absent or wrong. */
    long readBack(int port) {
        return each(port, "read back", (pipeline, number) -> pipeline.get(Dataset.key(number)), this::isRight);
    }

    /** Through this node alone, which holds a copy of every slot. */
    long readBackAt(int port) {
        long startNanos = System.nanoTime();
        try (Jedis jedis = new Jedis(new HostAndPort("127.0.0.1", port))) {
            jedis.readonly();
            for (int first = 0; first < data.size(); first += AT_ONCE) {
                batch(
                        jedis.pipelined(),
                        first,
                        "read back",
                        (pipeline, number) -> pipeline.get(Dataset.key(number)),
                        this::isRight);
            }
        }
        return millisSince(startNanos);
    }

    private boolean isRight(int number, String answer) {
        return Dataset.value(number).equals(answer);
    }

    private long each(int port, String what, Command command, Check check) {
        long startNanos = System.nanoTime();
        try (JedisKeys jedis = new JedisKeys(port)) {
            for (int first = 0; first < data.size(); first += AT_ONCE) {
                batch(jedis.client.pipelined(), first, what, command, check);
            }
        }
        return millisSince(startNanos);
    }

    private void batch(AbstractPipeline pipeline, int first, String what, Command command, Check check) {
        List<Response<String>> answers = new ArrayList<>();
        try (pipeline) {
            for (int number = first; number < Math.min(data.size(), first + AT_ONCE); number++) {
                answers.add(command.with(pipeline, number));
            }
            pipeline.sync();
        }
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < answers.size() && problems.size() < PROBLEMS_SHOWN; i++) {
            String answer = answers.get(i).get();
            if (!check.holds(first + i, answer)) {
                problems.add(Dataset.key(first + i) + ": " + answer);
            }
        }
        if (!problems.isEmpty()) {
            throw new AssertionError("not every key could be " + what + ": " + problems);
        }
    }

    private static long millisSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }
}
