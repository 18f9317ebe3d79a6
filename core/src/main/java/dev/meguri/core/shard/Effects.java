package dev.meguri.core.shard;

/** Where a step puts its effects. Implemented by drivers; called on the shard's own thread, never blocks. */
@FunctionalInterface
public interface Effects {
    void add(Effect effect);
}
