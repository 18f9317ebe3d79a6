package dev.meguri.client;

import java.time.Duration;

/**
 * How a write ended.
 *
 * @param made whether it was made; false: its condition did not hold, and nothing was changed (but see {@link Receipt#inDoubt})
 * @param version of what was written; where it was not made, of what is there, null: nothing is
 * @param created whether no value was there before, as far as the coordinator knew
 * @param ttl of what was written; null: it does not expire
 */
public record Written(boolean made, String version, boolean created, Duration ttl, Receipt receipt) {}
