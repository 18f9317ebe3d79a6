package dev.meguri.simulator.workload;

import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.List;

/** What clients know of one key: the writes that were acknowledged to them, and what may have happened beside. */
public final class KeyHistory {
    /**
     * A write that a client was told is made.
     *
     * @param carrier the key whose entry says so: the key itself, or that of the clear version of its slot
     * @param isRemoval whether it took the value away
     * @param expireAtMillis of the value; 0: never
     * @param ringVersion that its coordinator had adopted
     * @param needed replicas that had it when the client was told, at least
     */
    public record Acknowledged(
            Key carrier,
            Version version,
            boolean isRemoval,
            long expireAtMillis,
            long submitMicros,
            long replyMicros,
            long ringVersion,
            int needed,
            long operationId) {}

    public final Key key;
    public final Policy policy;
    /** Whether its values are numbers, made by increments only. */
    public final boolean isCounter;

    final List<KeyHistory> alone = List.of(this);

    /** In order of reply. */
    public final List<Acknowledged> acknowledged = new ArrayList<>();

    private Acknowledged newest;
    private final String name;

    /** Removals, and writes that expire, of which nobody knows whether and under which version they were made. */
    public int openEndings;

    /** Removals, and writes that expire, without result yet. */
    public int endingsUnderWay;

    /** Sum of all increments that may have been made. */
    public long submittedSum;

    /** Sum of all increments that were acknowledged. */
    public long acknowledgedSum;

    public KeyHistory(Key key, Policy policy, boolean isCounter) {
        this.key = key;
        this.policy = policy;
        this.isCounter = isCounter;
        this.name = key.toString();
    }

    /** The newest acknowledged version; null: none. */
    public Acknowledged newest() {
        return newest;
    }

    /** A client was told of one more. */
    public void acknowledge(Acknowledged write) {
        acknowledged.add(write);
        if (newest == null || write.version().isNewerThan(newest.version())) {
            newest = write;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
