package dev.meguri.ui.live;

import dev.meguri.api.cluster.ClusterView;
import dev.meguri.api.cluster.NodeView;
import dev.meguri.api.lab.LabOperation;
import dev.meguri.api.lab.LabOperation.Kind;
import dev.meguri.api.lab.LabOperation.Outcome;
import dev.meguri.ui.cluster.ClusterWatch;
import dev.meguri.ui.cluster.Overview;

/** The running cluster, as a test harms, heals and reads it. */
final class LiveStage implements TestRun.Stage {
    /** Whose copies are read at the end. */
    static final int MAX_LAST_NODES = 8;

    /** Faults heal by themselves soon after they should have been healed. */
    private static final long SPARE_MILLIS = 2_000;

    private final TestPlan plan;
    private final FaultControl control;
    private final KilledNodes killed;
    private final ClusterWatch watch;
    private final NodeWire wire;

    LiveStage(TestPlan plan, FaultControl control, KilledNodes killed, ClusterWatch watch, NodeWire wire) {
        this.plan = plan;
        this.control = control;
        this.killed = killed;
        this.watch = watch;
        this.wire = wire;
    }

    @Override
    public void harm() {
        long durationMillis = plan.faultToMillis() - plan.faultFromMillis() + SPARE_MILLIS;
        switch (plan.fault()) {
            case NONE -> {}
            case KILL -> killed.kill(plan.victim(), durationMillis);
            case MINORITY, GROUPS -> control.partition(plan.partition(), durationMillis);
        }
    }

    @Override
    public void heal() {
        control.healAll();
    }

    @Override
    public String lacking() {
        if (!killed.killed().isEmpty()) {
            return killed.killed().getFirst().nodeId() + " is being started";
        }
        Overview overview = watch.overview();
        ClusterView cluster = overview.cluster();
        if (!overview.managerReachable() || cluster == null) {
            return "the manager does not answer";
        }
        for (NodeView node : cluster.nodes()) {
            if (plan.nodes().contains(node.nodeId())) {
                if (!node.state().equals("ACTIVE")) {
                    return node.nodeId() + " is " + node.state();
                }
                if (node.unsyncedSlots() > 0) {
                    return node.nodeId() + " repairs " + node.unsyncedSlots() + " slots";
                }
            }
        }
        return null;
    }

    @Override
    public void readAll(TestRecord record) {
        for (String node : plan.nodes().stream().limit(MAX_LAST_NODES).toList()) {
            for (String key : plan.keyNames()) {
                LabOperation read = wire.send(record.beginLast(), 0, node, Kind.READ, key);
                record.end(read);
                if (read.outcome() != Outcome.OK) {
                    break;
                }
            }
        }
    }
}
