package dev.meguri.ui.advisor;

/**
 * The slot that is asked for most.
 *
 * @param share of all operations, 0 to 1
 * @param key the one that a sample met most often there; null: none stands out
 * @param keyShare of what the sample met in the slot, 0 to 1
 * @param primary its home primary; null: not known
 */
record HotSlot(int slot, double operations, double share, String key, double keyShare, String primary) {}
