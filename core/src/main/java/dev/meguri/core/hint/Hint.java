package dev.meguri.core.hint;

import dev.meguri.core.ring.Key;

/**
 * A write kept for a replica that did not confirm it. It names the key: what is handed over is what the store has of it by
 * then, which is that write or a newer one.
 *
 * @param keptMillis when the newest write of the key was kept, by the steady clock
 */
public record Hint(Key key, int slot, long keptMillis) {}
