package dev.meguri.client.net;

import dev.meguri.client.ring.RingNode;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What connections are made with.
 *
 * @param password null: none
 * @param connectNanos until a connection is there and has greeted, or is given up
 * @param silenceNanos with something sent and nothing received for so long, a node is asked last; after three times as long the
 *     connection is closed
 * @param nanoTime the steady clock
 * @param whereabouts where a node of the ring is for this client; does not wait
 */
public record NetSettings(
        String clientName,
        String password,
        long connectNanos,
        long silenceNanos,
        LongSupplier nanoTime,
        Function<RingNode, RingKeeper.Address> whereabouts) {}
