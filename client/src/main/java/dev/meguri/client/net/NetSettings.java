package dev.meguri.client.net;

import java.util.function.LongSupplier;

/**
 * What connections are made with.
 *
 * @param password null: none
 * @param connectNanos until a connection is there and has greeted, or is given up
 * @param silenceNanos with something sent and nothing received for so long, a node is asked last; after three times as long the
 *     connection is closed
 * @param nanoTime the steady clock
 */
public record NetSettings(
        String clientName, String password, long connectNanos, long silenceNanos, LongSupplier nanoTime) {}
