package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A manager and scripted nodes in virtual time. Checks after every step what must hold of every published state. */
final class ManagerScene {
    static final int SLOTS = 64;
    static final ManagerSettings SETTINGS = ManagerSettings.DEFAULTS
            .with(new ManagerSettings.Formation(3, 15_000, 3, SLOTS))
            .with(new ManagerSettings.Moving(8, 8, 2, 0, 0, 100, 1_000));

    final TreeMap<String, ScriptedNode> nodes = new TreeMap<>();
    final List<ManagerEffect.Event> events = new ArrayList<>();
    final Map<Long, ManagerEffect> answers = new TreeMap<>();
    final TreeMap<Long, ClusterState> published = new TreeMap<>();

    ManagerSettings settings = SETTINGS;
    StoredManager stored = StoredManager.EMPTY;
    ManagerMachine manager;
    long now = 1_000_000;

    private final TreeMap<Long, ScriptedNode> connections = new TreeMap<>();
    private long nextConnection = 1;
    private long nextCommand = 1;
    private int starts;

    void startManager() {
        startManager(false);
    }

    void startManager(boolean databaseLost) {
        manager = new ManagerMachine(settings);
        step(new ManagerInput.Started(stored, "cluster-" + ++starts, databaseLost));
    }

    /** Kills the manager: its memory is gone, its connections too. */
    void killManager() {
        manager = null;
        connections.values().forEach(n -> n.connectionId = -1);
        connections.clear();
    }

    ScriptedNode node(String nodeId) {
        return nodes.computeIfAbsent(nodeId, ScriptedNode::new);
    }

    ScriptedNode connect(String nodeId) {
        return connect(node(nodeId));
    }

    ScriptedNode connect(ScriptedNode node) {
        node.connectionId = nextConnection++;
        node.welcome = false;
        connections.put(node.connectionId, node);
        step(new ManagerInput.NodeConnected(node.connectionId));
        step(new ManagerInput.FromNode(node.connectionId, node.register()));
        return node;
    }

    void disconnect(ScriptedNode node) {
        connections.remove(node.connectionId);
        step(new ManagerInput.NodeDisconnected(node.connectionId));
        node.connectionId = -1;
        node.welcome = false;
    }

    /** kill -9: the connection closes, and its peers notice. */
    void kill(String nodeId) {
        disconnect(node(nodeId));
        nodes.values().forEach(n -> n.unreachable.add(nodeId));
    }

    void restart(String nodeId, ManagerMessage.Memory memory) {
        node(nodeId).newProcess(memory);
        nodes.values().forEach(n -> {
            n.unreachable.remove(nodeId);
            n.unconnected.remove(nodeId);
        });
        connect(nodeId);
    }

    void form(String... nodeIds) {
        startManager();
        for (String nodeId : nodeIds) {
            connect(nodeId);
        }
        run(1_000);
    }

    /** Lets time pass: the manager wakes every 100 ms, every node beats every 500 ms. */
    void run(long millis) {
        for (long until = now + millis; now < until; ) {
            now += 100;
            if (now % 500 == 0) {
                for (ScriptedNode node : List.copyOf(connections.values())) {
                    node.beat().forEach(m -> from(node, m));
                }
            }
            if (manager != null) {
                step(new ManagerInput.Wake());
            }
        }
    }

    void from(ScriptedNode node, ManagerMessage message) {
        if (connections.get(node.connectionId) == node) {
            step(new ManagerInput.FromNode(node.connectionId, message));
        }
    }

    ManagerEffect drain(String nodeId, boolean force) {
        return command(new ManagerInput.Drain(nextCommand, nodeId, force));
    }

    ManagerEffect admit(String nodeId) {
        return command(new ManagerInput.Admit(nextCommand, nodeId));
    }

    ManagerEffect rebalance() {
        return command(new ManagerInput.Rebalance(nextCommand));
    }

    ManagerEffect command(ManagerInput.Command command) {
        nextCommand++;
        step(command);
        return answers.get(command.commandId());
    }

    long nextCommand() {
        return nextCommand;
    }

    void step(ManagerInput input) {
        List<ManagerEffect> effects = new ArrayList<>();
        manager.step(input, now, effects::add);
        for (ManagerEffect effect : effects) {
            perform(effect);
        }
        check();
    }

    private void perform(ManagerEffect effect) {
        switch (effect) {
            case ManagerEffect.Persist e -> {
                for (ManagerRecord entry : e.records()) {
                    stored = stored.with(entry);
                }
            }
            case ManagerEffect.Event e -> events.add(e);
            case ManagerEffect.ToNode e -> {
                ScriptedNode node = connections.get(e.connectionId());
                if (node != null && node.hears) {
                    for (ManagerMessage answer : node.receive(e.message())) {
                        from(node, answer);
                    }
                }
            }
            case ManagerEffect.Close e -> {
                ScriptedNode node = connections.remove(e.connectionId());
                if (node != null && node.connectionId == e.connectionId()) {
                    node.connectionId = -1;
                    node.welcome = false;
                }
            }
            case ManagerEffect.Answer e -> answers.put(e.commandId(), e);
            case ManagerEffect.Refuse e -> answers.put(e.commandId(), e);
        }
    }

    /** Durable before told; one state per version; every list names members, no node twice. */
    private void check() {
        ClusterState state = manager.state();
        if (state == null) {
            return;
        }
        assertEquals(stored.state(), state, "what is current is stored");
        ClusterState known = published.put(state.ringVersion(), state);
        assertTrue(known == null || known.equals(state) || known.term() < state.term(), "one state per version");
        assertTrue(published.lastKey() <= state.ringVersion(), "versions never go back");
        for (SlotAssignment slot : state.slots()) {
            for (List<String> list : List.of(slot.current(), slot.next())) {
                assertEquals(list.size(), new TreeSet<>(list).size(), "no node twice: " + list);
                list.forEach(n -> assertTrue(state.member(n) != null, n + " is no member"));
            }
        }
        long members = state.members().stream()
                .filter(m -> m.state() != MemberState.STANDBY)
                .count();
        long down = state.members().stream()
                .filter(m -> m.state() == MemberState.DOWN)
                .count();
        assertFalse(down * 2 > members, "a majority is DOWN");
    }

    MemberState state(String nodeId) {
        return manager.state().stateOf(nodeId);
    }

    List<ManagerEvent> eventsOf(String nodeId) {
        return events.stream()
                .filter(e -> nodeId.equals(e.nodeId()))
                .map(ManagerEffect.Event::type)
                .toList();
    }

    boolean happened(ManagerEvent type) {
        return events.stream().anyMatch(e -> e.type() == type);
    }

    /** Copies per node over all STABLE and JOINT lists in force. */
    int copies(String nodeId) {
        return (int) manager.state().slots().stream()
                .filter(s -> s.current().contains(nodeId))
                .count();
    }

    void assertSettled(int replicas) {
        for (SlotAssignment slot : manager.state().slots()) {
            assertFalse(slot.isJoint(), "a slot still moves");
            assertEquals(replicas, slot.current().size(), slot.toString());
        }
    }
}
