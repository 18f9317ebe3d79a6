package dev.meguri.client.load;

/**
 * What a node said of who loads a value.
 *
 * @param value null: there is none
 * @param version of it; null: there is none
 * @param lease this caller is to load it, under this name; null: he is not
 * @param isLoading whether somebody else does
 */
public record LeaseReply(byte[] value, String version, String lease, boolean isLoading) {}
