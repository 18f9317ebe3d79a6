package dev.meguri.client;

/**
 * How a removal ended.
 *
 * @param made whether it was made; false: the condition did not hold
 * @param version of the removal; where it was not made, of what is there; null: there is none
 * @param existed whether a value was there, as far as the coordinator knew
 */
public record Removed(boolean made, String version, boolean existed, Receipt receipt) {}
