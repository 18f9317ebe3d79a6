package dev.meguri.simulator.workload;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.token.ClientToken;
import dev.meguri.simulator.cluster.SimNode;
import java.util.List;

/** One operation of a client, from its submission to its end. */
public final class ClientOperation {
    /** How far it got. Every operation goes from WAITING to exactly one of the others. */
    public enum Phase {
        WAITING,
        ANSWERED,
        /** The node's process ended before it answered: the client cannot know. */
        BROKEN
    }

    public final long id;
    public final Operation operation;
    public final KeyHistory key;
    /** The key; of the clearing of a slot, all eventual ones in it. */
    public final List<KeyHistory> concerned;
    /** The node that the client asked. */
    public final SimNode via;

    public final long submitMicros;
    /** Time for which the asked node had been paused before. */
    public final long pausedBeforeMicros;

    /** Whether the asked node had joined the cluster. */
    public final boolean expectsRing;

    /** An idempotency token, the same for all attempts; null: none. */
    public final ClientToken token;
    /** Of the attempts with one token, the first; this one where it is the only one. */
    public final ClientOperation first;
    /** From 1. */
    public final int attempt;

    /** Of the first: whether an attempt may have made the change although its client was not told so. */
    public boolean uncertain;

    /** Whether no attempt will follow. */
    public boolean last;

    public Phase phase = Phase.WAITING;
    public Result result;
    public long endMicros;

    /** @param before the attempt before this one; null: none */
    public ClientOperation(
            long id,
            Operation operation,
            KeyHistory key,
            List<KeyHistory> concerned,
            SimNode via,
            long submitMicros,
            ClientToken token,
            ClientOperation before) {
        this.token = token;
        this.first = before == null ? this : before.first;
        this.attempt = before == null ? 1 : before.attempt + 1;
        this.id = id;
        this.operation = operation;
        this.key = key;
        this.concerned = concerned;
        this.via = via;
        this.submitMicros = submitMicros;
        this.pausedBeforeMicros = via.pausedMicros();
        this.expectsRing = via.adopted() != null;
    }

    public boolean isWrite() {
        return !(operation instanceof Operation.Get);
    }

    @Override
    public String toString() {
        String again = first == this ? "" : " (again #" + first.id + ")";
        return "#" + id + again + " " + Describe.operation(operation) + " via " + via.name()
                + (result == null ? " " + phase : " -> " + Describe.result(result));
    }
}
