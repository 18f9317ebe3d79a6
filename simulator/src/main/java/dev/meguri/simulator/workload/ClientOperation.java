package dev.meguri.simulator.workload;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.simulator.cluster.SimNode;

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
    /** The node that the client asked. */
    public final SimNode via;

    public final long submitMicros;
    /** Time for which the asked node had been paused before. */
    public final long pausedBeforeMicros;

    /** Whether the asked node had joined the cluster. */
    public final boolean expectsRing;

    public Phase phase = Phase.WAITING;
    public Result result;
    public long endMicros;

    public ClientOperation(long id, Operation operation, KeyHistory key, SimNode via, long submitMicros) {
        this.id = id;
        this.operation = operation;
        this.key = key;
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
        return "#" + id + " " + Describe.operation(operation) + " via " + via.name()
                + (result == null ? " " + phase : " -> " + Describe.result(result));
    }
}
