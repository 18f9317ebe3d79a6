package dev.meguri.client.call;

import dev.meguri.client.net.Tracking;

/**
 * How an answer came.
 *
 * @param tracking of whose changes the node told, on that connection, when the command was sent
 * @param sentNanos by the steady clock: the command was not sent before
 */
public record Way(Tracking tracking, long sentNanos) {}
