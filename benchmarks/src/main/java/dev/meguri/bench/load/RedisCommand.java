package dev.meguri.bench.load;

/**
 * One kind of load by redis-benchmark.
 *
 * @param name get or set
 * @param pipelined commands that a connection sends before it waits for answers
 */
public record RedisCommand(String name, int pipelined) {}
