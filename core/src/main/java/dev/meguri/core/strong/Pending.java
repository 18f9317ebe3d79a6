package dev.meguri.core.strong;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Timers;

/** One ask until its outcome. Is its own deadline timer. */
final class Pending implements Timers.Task {
    final Key key;
    final StrongAsk ask;
    final StrongListener listener;
    private final Proposer proposer;
    private boolean done;
    /** The round or read that works on it; null while it waits in line. */
    Work work;

    /** What is asked at its deadline how far it came. */
    interface Work {
        StrongOutcome expired(Pending pending);
    }

    Pending(Proposer proposer, Key key, StrongAsk ask, StrongListener listener) {
        this.proposer = proposer;
        this.key = key;
        this.ask = ask;
        this.listener = listener;
    }

    boolean isRead() {
        return ask instanceof StrongAsk.Client client && client.operation() instanceof Operation.Get;
    }

    boolean hasToken() {
        return ask instanceof StrongAsk.Client client && client.once() != null;
    }

    boolean isDone() {
        return done;
    }

    void finish(StrongOutcome outcome, int answered, int voters) {
        if (!done) {
            done = true;
            work = null;
            listener.done(outcome, answered, voters);
        }
    }

    @Override
    public boolean isOver() {
        return done;
    }

    /** The deadline. */
    @Override
    public void run() {
        proposer.expire(this);
    }
}
