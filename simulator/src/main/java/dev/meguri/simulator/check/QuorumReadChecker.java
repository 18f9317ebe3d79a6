package dev.meguri.simulator.check;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.shard.LongTable;
import dev.meguri.core.version.Version;
import dev.meguri.simulator.cluster.NodeClock;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.workload.ClientOperation;
import dev.meguri.simulator.workload.KeyHistory;

/**
 * Where W + R is over N, a read sees every write that was acknowledged before it began, as long as no node that may have
 * held it lost its memory. Nodes that were cut off, declared DOWN and replaced do not know it yet and go on by the old
 * list, which is why the promise is made under one epoch, and over epochs only while nobody is DOWN.
 */
public final class QuorumReadChecker implements Observer {
    private final World world;
    private final MemoryLosses losses;
    private final StateChecker states;
    /** Per read under way: the newest write acknowledged before it began. */
    private final LongTable<KeyHistory.Acknowledged> floors = new LongTable<>();

    /** The clearings of slots. */
    private final LongTable<ClientOperation> clears = new LongTable<>();

    private long checked;

    public QuorumReadChecker(World world, MemoryLosses losses, StateChecker states) {
        this.world = world;
        this.states = states;
        this.losses = losses;
    }

    /** Reads of which something was demanded. */
    public long checked() {
        return checked;
    }

    @Override
    public void onSubmit(ClientOperation operation) {
        Policy policy = operation.key.policy;
        if (ClearKey.is(operation.key.key)) {
            clears.put(operation.id, operation);
        }
        if (operation.operation instanceof Operation.Get
                && policy.writeQuorum() + policy.readQuorum() > policy.replicas()
                && policy.replicas() > 1
                && !world.settings().evicts()) {
            KeyHistory.Acknowledged newest = operation.key.newest();
            if (newest != null && isConfirmedByEnough(newest, policy)) {
                floors.put(operation.id, newest);
            }
        }
    }

    /** All of the list hold a clear version: those that confirmed it may not be those that are read, if these are fewer. */
    private boolean isConfirmedByEnough(KeyHistory.Acknowledged write, Policy policy) {
        ClientOperation clear = clears.get(write.operationId());
        return clear == null
                || policy.replicas() == Policy.defaults().replicas()
                        && clear.key.policy.writeQuorum() + policy.readQuorum() > policy.replicas();
    }

    @Override
    public void onBroken(ClientOperation operation) {
        floors.remove(operation.id);
    }

    @Override
    public void onResult(ClientOperation operation) {
        KeyHistory.Acknowledged floor = floors.remove(operation.id);
        if (floor == null || losses.nodesThatForgot(operation.key, floor) > 0) {
            return;
        }
        switch (operation.result) {
            case Result.Found(var entry, var receipt)
            when isPromised(operation, receipt, floor) -> {
                checked++;
                if (floor.version().isNewerThan(entry.version())) {
                    throw stale(operation, floor, entry.version());
                }
            }
            case Result.Absent(var _, var receipt)
            when isPromised(operation, receipt, floor) -> {
                checked++;
                if (!mayBeAbsent(operation.key, floor)) {
                    throw stale(operation, floor, null);
                }
            }
            case Result.Found _,
                    Result.Absent _,
                    Result.Failed _,
                    Result.Written _,
                    Result.Removed _,
                    Result.ConditionFailed _ -> {}
        }
    }

    private boolean isPromised(ClientOperation read, Receipt receipt, KeyHistory.Acknowledged floor) {
        int slot = read.key.key.slot(world.settings().slotCount());
        long readEpoch = states.ofRingVersion(receipt.ringVersion()).slot(slot).epoch();
        long writeEpoch = states.ofRingVersion(floor.ringVersion()).slot(slot).epoch();
        return readEpoch == writeEpoch || (readEpoch > writeEpoch && states.newestWithDown() < floor.ringVersion());
    }

    private boolean mayBeAbsent(KeyHistory key, KeyHistory.Acknowledged floor) {
        if (floor.isRemoval() || key.openEndings > 0) {
            return true;
        }
        long latestMillis = NodeClock.EPOCH_MILLIS
                + world.nowMicros() / 1_000
                + world.settings().clockErrorMillis();
        for (KeyHistory.Acknowledged write : key.acknowledged) {
            boolean counts = !floor.version().isNewerThan(write.version());
            boolean expired = write.expireAtMillis() != 0 && write.expireAtMillis() <= latestMillis;
            if (counts && (write.isRemoval() || expired)) {
                return true;
            }
        }
        // a removal may be under way that began after this read
        return key.endingsUnderWay > 0;
    }

    private ViolationFound stale(ClientOperation operation, KeyHistory.Acknowledged floor, Version found) {
        return world.violated(
                "quorum-reads-see-acknowledged-writes",
                operation + " although write #" + floor.operationId() + " was acknowledged before as " + floor.version()
                        + (found == null ? "" : ", newer than " + found));
    }
}
