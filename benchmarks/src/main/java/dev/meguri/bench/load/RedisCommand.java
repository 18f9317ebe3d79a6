package dev.meguri.bench.load;

/**
 * One kind of load by redis-benchmark.
 *
 * @param name get or set
 * @param pipelined commands that a connection sends before it waits for answers
 * @param keys they are drawn from so many
 */
public record RedisCommand(String name, int pipelined, int keys) {
    private static final int KEYS = 100_000;

    public RedisCommand(String name, int pipelined) {
        this(name, pipelined, KEYS);
    }
}
