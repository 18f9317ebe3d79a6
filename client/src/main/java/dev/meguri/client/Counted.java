package dev.meguri.client;

import java.time.Duration;

/**
 * How an increment ended.
 *
 * @param value the sum
 * @param version of it
 * @param created whether no value was there before
 * @param ttl that is left; null: it does not expire
 */
public record Counted(long value, String version, boolean created, Duration ttl, Receipt receipt) {}
