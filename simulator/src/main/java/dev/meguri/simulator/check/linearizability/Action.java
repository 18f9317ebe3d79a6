package dev.meguri.simulator.check.linearizability;

import java.util.Objects;

/**
 * What a client asked of one key. Values are text, compared by equality; numbers are spelled in decimal, as the cache spells
 * them.
 */
public sealed interface Action {
    /** No time to live. */
    long NO_TTL = 0;

    /** Reads the value. */
    record Get() implements Action {}

    /** Changes the value where the condition holds. */
    record Change(Effect effect, Condition condition) implements Action {
        public Change {
            Objects.requireNonNull(effect, "effect");
            Objects.requireNonNull(condition, "condition");
        }
    }

    /** What a change makes of what is there. */
    sealed interface Effect {
        /** @param ttlMicros {@link #NO_TTL}, or from the operation's own moment on */
        record Put(String value, long ttlMicros) implements Effect {}

        record Remove() implements Effect {}

        /**
         * Adds to a number, 0 where the key is absent; keeps the expiry of what is there.
         *
         * @param ttlMicros where the key is absent; {@link #NO_TTL}: never
         */
        record Add(long delta, long ttlMicros) implements Effect {}
    }

    /** When a change is made. */
    sealed interface Condition {
        record Always() implements Condition {}

        record IfAbsent() implements Condition {}

        record IfPresent() implements Condition {}

        record IfValue(String value) implements Condition {}

        /** @param version as an answer told it; compared by equality */
        record IfVersion(String version) implements Condition {}
    }

    static Action get() {
        return new Get();
    }

    static Action set(String value) {
        return set(value, NO_TTL);
    }

    static Action set(String value, long ttlMicros) {
        return new Change(new Effect.Put(value, ttlMicros), new Condition.Always());
    }

    static Action setIfAbsent(String value, long ttlMicros) {
        return new Change(new Effect.Put(value, ttlMicros), new Condition.IfAbsent());
    }

    static Action delete() {
        return new Change(new Effect.Remove(), new Condition.Always());
    }

    static Action compareAndSetValue(String expected, String value) {
        return new Change(new Effect.Put(value, NO_TTL), new Condition.IfValue(expected));
    }

    static Action compareAndSetVersion(String expected, String value) {
        return new Change(new Effect.Put(value, NO_TTL), new Condition.IfVersion(expected));
    }

    static Action increment(long delta) {
        return new Change(new Effect.Add(delta, NO_TTL), new Condition.Always());
    }
}
