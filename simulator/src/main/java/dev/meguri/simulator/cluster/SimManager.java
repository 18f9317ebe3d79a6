package dev.meguri.simulator.cluster;

import static dev.meguri.core.limits.Requirements.requireState;

import dev.meguri.core.membership.LostSlots;
import dev.meguri.core.membership.ManagerEffect;
import dev.meguri.core.membership.ManagerInput;
import dev.meguri.core.membership.ManagerMachine;
import dev.meguri.core.membership.ManagerRecord;
import dev.meguri.core.membership.ManagerSettings;
import dev.meguri.core.membership.StoredManager;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.simulator.net.Endpoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The machine with the manager on it: a database that stays, and processes that come and go. The process may be told to
 * die in the middle of a step, between two of its effects.
 */
public final class SimManager implements Endpoint {
    public static final String NAME = "manager";

    private static final long BACKUP_MICROS = 10_000_000;

    private final World world;
    private final ManagerSettings settings;
    private final NodeClock clock;
    private final Map<Long, Endpoint> byConnection = new HashMap<>();
    private final Map<Endpoint, Long> connections = new HashMap<>();
    private final List<String> events = new ArrayList<>();
    private StoredManager stored = StoredManager.EMPTY;
    private StoredManager backup = StoredManager.EMPTY;
    private boolean databaseLost;
    private ManagerMachine machine;
    private Waker waker;
    private long processes;
    private long lastConnection;
    private long lastCommand;
    private long refusedCommands;
    private String lastRefusal = "";
    /** Effects to be carried out before the process dies; -1: it does not die. */
    private int effectsUntilDeath = -1;

    private boolean dying;
    private boolean acceptingLoss;
    /** By slot: the epoch of the last move of which a node has told this process that all strong keys were carried. */
    private final Map<Integer, Long> carried = new HashMap<>();

    public SimManager(World world, ManagerSettings settings, long skewMicros) {
        this.world = world;
        this.settings = settings;
        this.clock = new NodeClock(world.queue(), skewMicros);
        world.queue().after(BACKUP_MICROS, this::backUp);
    }

    public void start() {
        requireState(machine == null, "the manager runs already");
        machine = new ManagerMachine(settings);
        long process = ++processes;
        waker = new Waker(world.queue(), clock::forwardMillis, clock::microsOfForward, () -> {
            if (process == processes) {
                step(new ManagerInput.Wake());
            }
        });
        world.trace().add(20, processes, () -> "manager starts");
        step(new ManagerInput.Started(stored, "sim-" + world.seed() + "-" + processes, databaseLost));
        databaseLost = false;
    }

    /** The process ends now. */
    public void crash() {
        requireState(machine != null, "the manager does not run");
        world.trace().add(21, processes, () -> "manager crashes");
        machine = null;
        processes++;
        effectsUntilDeath = -1;
        waker.stop();
        byConnection.clear();
        connections.clear();
        carried.clear();
        world.network().processEnded(this);
    }

    /** The process ends in a step to come, after so many effects. */
    public void crashAfterEffects(int effects) {
        effectsUntilDeath = effects;
    }

    /** While the process does not run: the database is gone, or an older copy takes its place. */
    public void loseDatabase(boolean altogether) {
        requireState(machine == null, "the manager runs");
        databaseLost = altogether;
        stored = altogether ? StoredManager.EMPTY : backup;
        world.trace()
                .add(
                        25,
                        altogether ? 1 : 0,
                        () -> "manager's database is "
                                + (altogether ? "lost" : "replaced by an older one: " + stored.state()));
    }

    private void backUp() {
        backup = stored;
        world.queue().after(BACKUP_MICROS, this::backUp);
    }

    // ---- commands --------------------------------------------------------------------------------------------------

    public void admit(String nodeId) {
        step(new ManagerInput.Admit(++lastCommand, nodeId));
    }

    public void drain(String nodeId, boolean force) {
        step(new ManagerInput.Drain(++lastCommand, nodeId, force));
    }

    public void rebalance() {
        step(new ManagerInput.Rebalance(++lastCommand));
    }

    public void pauseRebalance() {
        step(new ManagerInput.PauseRebalance(++lastCommand, stored.job().id()));
    }

    public void resumeRebalance() {
        step(new ManagerInput.ResumeRebalance(++lastCommand, stored.job().id()));
    }

    public void cancelRebalance() {
        step(new ManagerInput.CancelRebalance(++lastCommand, stored.job().id()));
    }

    /** Whether a rebalance job waits for an operator to let it go on. */
    public boolean isPaused() {
        return stored.job() != null && stored.job().state() == RebalanceJob.State.PAUSED;
    }

    public void putPolicy(dev.meguri.core.policy.Policy policy) {
        step(new ManagerInput.PutPolicy(++lastCommand, policy));
    }

    public void deletePolicy(String prefix) {
        step(new ManagerInput.DeletePolicy(++lastCommand, prefix));
    }

    /** An operator accepts the loss of all slots that are lost, if any is. */
    public void acceptLoss() {
        LostSlots lost = machine.lostSlots();
        if (lost.count() > 0) {
            acceptLoss(new BitSet(), lost.count());
        }
    }

    /** @param confirmed how many slots the operator believes to give up */
    public void acceptLoss(BitSet slots, int confirmed) {
        acceptingLoss = true;
        step(new ManagerInput.AcceptLoss(++lastCommand, slots, confirmed));
        acceptingLoss = false;
    }

    /** What waits for an operator. The process has to run. */
    public LostSlots lostSlots() {
        return machine.lostSlots();
    }

    // ---- network ---------------------------------------------------------------------------------------------------

    @Override
    public int index() {
        return 0;
    }

    @Override
    public String name() {
        return NAME;
    }

    public NodeClock clock() {
        return clock;
    }

    @Override
    public boolean isRunning() {
        return machine != null;
    }

    @Override
    public long process() {
        return processes;
    }

    @Override
    public boolean wants(Endpoint other) {
        return false;
    }

    @Override
    public void linkUp(Endpoint peer) {
        if (machine == null) {
            return;
        }
        long connection = ++lastConnection;
        byConnection.put(connection, peer);
        connections.put(peer, connection);
        step(new ManagerInput.NodeConnected(connection));
    }

    @Override
    public void linkDown(Endpoint peer) {
        Long connection = connections.remove(peer);
        if (machine != null && connection != null) {
            byConnection.remove(connection);
            step(new ManagerInput.NodeDisconnected(connection));
        }
    }

    @Override
    public void receive(Endpoint from, Object message) {
        Long connection = connections.get(from);
        if (machine != null && connection != null) {
            world.trace()
                    .add(
                            22,
                            from.index() + MessageHash.of(message),
                            () -> "manager <- " + from.name() + " " + MessageHash.text(message));
            if (message instanceof ManagerMessage.SlotsCarried(var slots, var epochs)) {
                for (int i = 0; i < slots.length; i++) {
                    carried.merge(slots[i], epochs[i], Math::max);
                }
            }
            step(new ManagerInput.FromNode(connection, (ManagerMessage) message));
        }
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    private void step(ManagerInput input) {
        requireState(machine != null, "the manager does not run");
        dying = false;
        machine.step(input, clock.forwardMillis(), this::perform);
        if (dying) {
            crash();
        } else if (machine != null) {
            waker.want(machine.nextWakeMillis());
        }
    }

    private void perform(ManagerEffect effect) {
        if (dying) {
            return;
        }
        if (effectsUntilDeath == 0) {
            dying = true;
            return;
        }
        if (effectsUntilDeath > 0) {
            effectsUntilDeath--;
        }
        switch (effect) {
            case ManagerEffect.Persist(var records) -> {
                for (ManagerRecord record : records) {
                    ClusterState before = stored.state();
                    stored = stored.with(record);
                    if (record instanceof ManagerRecord.State(var state)) {
                        world.observers().onStored(this, before, state);
                    }
                }
            }
            case ManagerEffect.Event event -> {
                events.add(event.type().name());
                world.observers().onManagerEvent(event);
                world.trace()
                        .add(
                                23,
                                event.type().ordinal() * 1_000_003L + event.ringVersion(),
                                () -> "manager: " + event.type() + " "
                                        + (event.nodeId() == null ? "" : event.nodeId() + " ") + "ring "
                                        + event.ringVersion() + ": " + event.message());
            }
            case ManagerEffect.ToNode(var connection, var message) -> {
                Endpoint node = byConnection.get(connection);
                if (node != null) {
                    world.network().send(this, node, message);
                }
            }
            case ManagerEffect.Close(var connection) -> {
                Endpoint node = byConnection.remove(connection);
                if (node != null) {
                    connections.remove(node);
                    world.network().closeAfterSent(this, node);
                }
            }
            case ManagerEffect.Answer _ -> {}
            case ManagerEffect.Refuse(var _, var failure, var _, var detail) -> {
                refusedCommands++;
                lastRefusal = failure + ": " + detail;
                world.trace().add(24, failure.ordinal(), () -> "manager refuses: " + failure + " " + detail);
            }
        }
    }

    // ---- for checkers and scenarios
    // ----------------------------------------------------------------------------------

    /** The newest state that is stored; null: no cluster was formed. */
    public ClusterState state() {
        return stored.state();
    }

    /** Whether the step under way carries out an operator's acceptance of a loss. */
    public boolean isAcceptingLoss() {
        return acceptingLoss;
    }

    /** Whether this process of the manager was told that the strong keys of the JOINT slot are with its next list. */
    public boolean wasToldCarried(int slot, long epoch) {
        return carried.getOrDefault(slot, 0L) == epoch;
    }

    /** Whether a rebalance job is running. */
    public boolean isMoving() {
        return stored.job() != null && stored.job().isOpen();
    }

    public StoredManager stored() {
        return stored;
    }

    /** Types of all events so far. */
    public List<String> events() {
        return events;
    }

    public long refusedCommands() {
        return refusedCommands;
    }

    public String lastRefusal() {
        return lastRefusal;
    }
}
