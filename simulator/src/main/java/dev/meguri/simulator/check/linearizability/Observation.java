package dev.meguri.simulator.check.linearizability;

import java.util.Objects;

/**
 * One operation as its client saw it. All times of a history are of one clock.
 *
 * @param id for people, and for nothing else
 * @param client for people; a client may have several operations at once
 * @param invokeMicros just before it was sent
 * @param returnMicros just after its answer came; without meaning where it is in doubt
 */
public record Observation(
        long id, String client, String key, Action action, long invokeMicros, long returnMicros, Answer answer) {
    public Observation {
        Objects.requireNonNull(key, "key");
        if (!(answer instanceof Answer.InDoubt) && returnMicros < invokeMicros) {
            throw new IllegalArgumentException("an answer cannot come before the question: #" + id);
        }
        boolean fits =
                switch (answer) {
                    case Answer.Found _, Answer.Absent _ -> action instanceof Action.Get;
                    case Answer.Made _, Answer.NotMade _ -> action instanceof Action.Change;
                    case Answer.InDoubt _, Answer.Failed _ -> true;
                };
        // the text shows a whole value: it is made only where it is needed
        if (!fits) {
            throw new IllegalArgumentException(
                    "this is no answer to what #" + id + " asked: " + action + ", " + answer);
        }
    }

    boolean isInDoubt() {
        return answer instanceof Answer.InDoubt;
    }

    /** Whether it left everything as it was. */
    boolean isReadOnly() {
        return action instanceof Action.Get || answer instanceof Answer.NotMade;
    }

    /** The same, of which nobody knows whether it was made. */
    Observation doubted() {
        return withAnswer(new Answer.InDoubt());
    }

    Observation withAnswer(Answer other) {
        return new Observation(id, client, key, action, invokeMicros, returnMicros, other);
    }

    /** By when it was made, if it was; {@link Long#MAX_VALUE}: any time. */
    long latestMicros() {
        return isInDoubt() ? Long.MAX_VALUE : returnMicros;
    }
}
