package dev.meguri.simulator.check.linearizability;

import dev.meguri.simulator.check.linearizability.Action.Condition;
import dev.meguri.simulator.check.linearizability.Action.Effect;

/**
 * The sequential model of one key: what is there between two operations.
 *
 * @param value null: absent
 * @param version of the value; null: absent, or nobody was told yet
 * @param expireFromMicros the value may be gone from here on
 * @param expireToMicros the value must be gone after this; {@link Long#MAX_VALUE}: never
 */
record KeyState(String value, String version, long expireFromMicros, long expireToMicros) {
    static final long NEVER = Long.MAX_VALUE;
    static final KeyState ABSENT = new KeyState(null, null, NEVER, NEVER);

    private static KeyState of(String value, String version) {
        return new KeyState(value, version, NEVER, NEVER);
    }

    /** A value of which nobody knows when it was written: its time may be over at any moment, or never. */
    static KeyState ofUnknownAge(String value) {
        return value == null ? ABSENT : new KeyState(value, null, Long.MIN_VALUE, NEVER);
    }

    boolean isAbsent() {
        return value == null;
    }

    /** Whether an operation that may be made as late as this may find the value's time over. */
    boolean mayBeExpiredAt(long micros) {
        return value != null && expireFromMicros != NEVER && micros >= expireFromMicros;
    }

    /** Whether an operation that is made at this time or later must find the value's time over. */
    boolean mustBeExpiredAt(long micros) {
        return value != null && micros > expireToMicros;
    }

    /**
     * What is there after the operation; null: it cannot have been made here and have been answered so.
     *
     * @param skewMicros the clocks that decide on expiry may be wrong by so much
     */
    KeyState after(Observation operation, long skewMicros) {
        return switch (operation.action()) {
            case Action.Get _ -> read(operation.answer());
            case Action.Change change -> changed(change, operation, skewMicros);
        };
    }

    private KeyState read(Answer answer) {
        return switch (answer) {
            case Answer.Found found -> value == null || !value.equals(found.value()) ? null : told(found.version());
            case Answer.Absent _ -> value == null ? this : null;
            case Answer.InDoubt _ -> this;
            case Answer.Made _, Answer.NotMade _, Answer.Failed _ -> null;
        };
    }

    private KeyState changed(Action.Change change, Observation operation, long skewMicros) {
        return switch (operation.answer()) {
            case Answer.NotMade not -> {
                boolean fits = mayFail(change.condition()) && (not.existed() == null || not.existed() == !isAbsent());
                yield fits ? (not.version() == null ? this : told(not.version())) : null;
            }
            case Answer.Made made ->
                mayHold(change.condition()) && (made.existed() == null || made.existed() == !isAbsent())
                        ? made(change.effect(), operation, made, skewMicros)
                        : null;
            case Answer.InDoubt _ ->
                mayHold(change.condition())
                        ? made(change.effect(), operation, new Answer.Made(null, null, null), skewMicros)
                        : null;
            case Answer.Found _, Answer.Absent _, Answer.Failed _ -> null;
        };
    }

    private KeyState made(Effect effect, Observation operation, Answer.Made made, long skewMicros) {
        return switch (effect) {
            case Effect.Put put -> expiring(put.value(), made.version(), put.ttlMicros(), operation, skewMicros);
            case Effect.Remove _ -> ABSENT;
            case Effect.Add add -> {
                Long number = number();
                if (number == null) {
                    yield null;
                }
                long sum = number + add.delta();
                String text = Long.toString(sum);
                if (made.number() != null && made.number() != sum) {
                    yield null;
                }
                yield isAbsent()
                        ? expiring(text, made.version(), add.ttlMicros(), operation, skewMicros)
                        : new KeyState(text, made.version(), expireFromMicros, expireToMicros);
            }
        };
    }

    private static KeyState expiring(
            String value, String version, long ttlMicros, Observation operation, long skewMicros) {
        if (ttlMicros == Action.NO_TTL) {
            return of(value, version);
        }
        long to = operation.isInDoubt() ? NEVER : operation.returnMicros() + ttlMicros + skewMicros;
        return new KeyState(value, version, operation.invokeMicros() + ttlMicros - skewMicros, to);
    }

    /** The number there, 0 where nothing is; null: it is no number. */
    private Long number() {
        if (value == null) {
            return 0L;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Somebody was told the version of the value: it is this one from now on. Null: it cannot be. */
    private KeyState told(String told) {
        if (value == null) {
            return null;
        }
        if (told == null || told.equals(version)) {
            return this;
        }
        return version == null ? new KeyState(value, told, expireFromMicros, expireToMicros) : null;
    }

    private boolean mayHold(Condition condition) {
        return switch (condition) {
            case Condition.Always _ -> true;
            case Condition.IfAbsent _ -> isAbsent();
            case Condition.IfPresent _ -> !isAbsent();
            case Condition.IfValue expected -> expected.value().equals(value);
            case Condition.IfVersion expected -> !isAbsent() && (version == null || version.equals(expected.version()));
        };
    }

    private boolean mayFail(Condition condition) {
        return switch (condition) {
            case Condition.Always _ -> false;
            case Condition.IfAbsent _ -> !isAbsent();
            case Condition.IfPresent _ -> isAbsent();
            case Condition.IfValue expected -> !expected.value().equals(value);
            case Condition.IfVersion expected ->
                isAbsent() || !expected.version().equals(version);
        };
    }
}
