package dev.meguri.client.call;

import java.util.function.LongSupplier;

/**
 * How long calls take at most.
 *
 * @param timeoutNanos of a call, all its attempts together
 * @param attemptNanos of one attempt: then another node is asked. Short: slow answers are asked for twice; long: a node that stands
 *     still holds calls up
 * @param maxCalls in progress; more are refused
 * @param nanoTime the steady clock
 */
public record CallSettings(long timeoutNanos, long attemptNanos, int maxCalls, LongSupplier nanoTime) {}
