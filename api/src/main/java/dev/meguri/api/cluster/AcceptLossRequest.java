package dev.meguri.api.cluster;

/**
 * Lost slots that are to begin anew, empty.
 *
 * @param slots as {@code 1-5,9}, or {@code all}
 * @param confirm how many slots that is, so that nobody gives up more than he looked at
 */
public record AcceptLossRequest(String slots, Integer confirm) {}
