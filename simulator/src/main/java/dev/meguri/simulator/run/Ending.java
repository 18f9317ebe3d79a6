package dev.meguri.simulator.run;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.store.Entry;
import dev.meguri.simulator.check.ViolationFound;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.workload.ClientOperation;
import dev.meguri.simulator.workload.KeyHistory;
import java.util.ArrayList;
import java.util.List;

/** How every run ends, once nothing is broken any more and no client works: wait until all is well, and check. */
public final class Ending {
    /** After the last fault everything is well within this, or it never will be. */
    private static final long HEAL_MILLIS = 60_000;

    private static final long READ_MILLIS = 3_000;

    private final SimCluster cluster;

    public Ending(SimCluster cluster) {
        this.cluster = cluster;
    }

    /** @throws ViolationFound where it does not become well, equal and quiet in time */
    public void settle() {
        String[] lack = new String[1];
        boolean well = cluster.runUntil(
                () -> {
                    lack[0] = cluster.lackOfHealth();
                    return lack[0] == null;
                },
                HEAL_MILLIS);
        if (!well) {
            throw cluster.world().violated("well-once-healed", lack[0]);
        }
        boolean equal = cluster.runUntil(
                () -> {
                    lack[0] = cluster.lackOfHealth();
                    lack[0] = lack[0] == null ? unanswered() : lack[0];
                    lack[0] = lack[0] == null ? cluster.checks().end().leftover() : lack[0];
                    lack[0] = lack[0] == null ? cluster.checks().end().difference() : lack[0];
                    return lack[0] == null;
                },
                HEAL_MILLIS);
        if (!equal) {
            throw cluster.world().violated("replicas-converge", lack[0]);
        }
        if (!cluster.runUntil(() -> cluster.checks().end().undelivered() == null, HEAL_MILLIS)) {
            throw cluster.world().violated("hints-drain", cluster.checks().end().undelivered());
        }
    }

    /** @throws ViolationFound where what is there now is not what clients were told */
    public void check() {
        cluster.checks().end().check();
        cluster.checks().accounting().check();
        readEverything();
    }

    /** What a node took in before its pause it makes after it, when all is healed. */
    private String unanswered() {
        int waiting = cluster.clients().waiting();
        return waiting == 0 ? null : waiting + " operations have no answer yet";
    }

    /** Every key through one node each: in a healthy cluster every read is answered, and by a value that holders have. */
    private void readEverything() {
        cluster.checks().expectNoFailure();
        List<ClientOperation> reads = new ArrayList<>();
        List<Entry> held = new ArrayList<>();
        List<SimNode> nodes = cluster.nodes();
        for (KeyHistory key : cluster.clients().keyspace().eventual()) {
            SimNode node = nodes.get(reads.size() % nodes.size());
            held.add(cluster.checks().end().held(key.key));
            reads.add(cluster.clients().submit(node, new Operation.Get(key.key)));
        }
        for (KeyHistory key : cluster.clients().keyspace().strong()) {
            SimNode node = nodes.get(reads.size() % nodes.size());
            held.add(null);
            reads.add(cluster.clients().submit(node, new Operation.Get(key.key)));
        }
        cluster.runForMillis(READ_MILLIS);
        for (int i = 0; i < reads.size(); i++) {
            ClientOperation read = reads.get(i);
            boolean mayLackMemory = cluster.world().settings().evicts() && read.key.policy.isStrong();
            if (read.result == null || read.result instanceof Result.Failed && !mayLackMemory) {
                throw cluster.world().violated("available-while-holders-live", "in a healthy cluster: " + read);
            }
            if (!read.key.policy.isStrong()) {
                cluster.checks().end().checkRead(read, held.get(i));
            }
        }
        cluster.checks().strong().check();
    }
}
