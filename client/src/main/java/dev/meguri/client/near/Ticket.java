package dev.meguri.client.near;

/**
 * What was so when a read began. Where it is not so any more when the answer comes, something may have changed in between, and the
 * answer is not kept.
 *
 * @param slot of the key
 * @param mark of the slot
 * @param generation of the key: of the changes that are known of it, and of some other keys
 */
record Ticket(int slot, int mark, long generation) {}
