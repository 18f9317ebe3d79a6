package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.Protocol;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A node as the manager sees it: registers, beats, adopts, reports its slots synced at once. Tests bend it by its fields. */
final class ScriptedNode {
    final String nodeId;
    final List<ManagerMessage> received = new ArrayList<>();
    final TreeSet<String> unreachable = new TreeSet<>();
    final TreeSet<String> unconnected = new TreeSet<>();

    String processId;
    ManagerMessage.Memory memory = ManagerMessage.Memory.EMPTY;
    long snapshotMillis;
    int protocolVersion = Protocol.VERSION;
    boolean standby;
    boolean beats = true;
    /** False: what the manager says to it is lost, though the connection stays. */
    boolean hears = true;

    boolean syncs = true;
    int busyPercent;
    int writesPerBeat;
    private long writes;
    /** Whether it reports the strong keys of every slot in JOINT as carried. */
    boolean carries;

    String zone = "";

    long connectionId = -1;
    boolean welcome;
    /** Whether an incarnation was issued to its process. */
    boolean issued;

    long incarnation;
    String clusterId = "";
    ClusterState state;

    ScriptedNode(String nodeId) {
        this.nodeId = nodeId;
        this.processId = nodeId + "-1";
    }

    /** A new process under this name: what it held in memory is gone, what it recalls of the state stays. */
    void newProcess(ManagerMessage.Memory remembers) {
        processId = processId + "'";
        memory = remembers;
        issued = false;
        welcome = false;
        unreachable.clear();
        unconnected.clear();
        if (remembers == ManagerMessage.Memory.EMPTY) {
            state = null;
            incarnation = 0;
        }
    }

    ManagerMessage.Register register() {
        return new ManagerMessage.Register(
                protocolVersion,
                nodeId,
                processId,
                state == null ? "" : state.clusterId(),
                incarnation,
                issued ? ManagerMessage.Memory.RUNNING : memory,
                snapshotMillis,
                state == null ? 0 : state.term(),
                state == null ? 0 : state.ringVersion(),
                "host-of-" + nodeId,
                8101,
                0,
                "",
                zone,
                Member.ORDINARY_WEIGHT,
                standby);
    }

    /** Takes in what the manager says; gives what it answers at once. */
    List<ManagerMessage> receive(ManagerMessage message) {
        received.add(message);
        List<ManagerMessage> answers = new ArrayList<>();
        switch (message) {
            case ManagerMessage.Welcome m -> {
                welcome = true;
                issued = true;
                incarnation = m.incarnation();
                clusterId = m.clusterId();
            }
            case ManagerMessage.FullState m -> adopt(m.state());
            case ManagerMessage.StateDelta m -> {
                ClusterState next = StateDeltas.apply(state, m);
                if (next == null) {
                    answers.add(new ManagerMessage.FetchFullState());
                } else {
                    adopt(next);
                }
            }
            case ManagerMessage.UploadState m -> answers.add(new ManagerMessage.StateUploaded(state));
            case ManagerMessage.Refused m -> welcome = false;
            case ManagerMessage m -> throw new AssertionError("not for a node: " + m);
        }
        return answers;
    }

    private void adopt(ClusterState next) {
        if (next.isNewerThan(state)) {
            state = next;
        }
    }

    List<ManagerMessage> beat() {
        if (!beats || !welcome) {
            return List.of();
        }
        List<ManagerMessage> beat = new ArrayList<>();
        long version = state == null ? 0 : state.ringVersion();
        beat.add(new ManagerMessage.Heartbeat(
                state == null ? 0 : state.term(),
                version,
                syncs ? version : 0,
                0,
                List.copyOf(unreachable),
                List.copyOf(unconnected),
                new ManagerMessage.NodeLoad(0, 0, 0, 0, writes += writesPerBeat, 0, 0, 0, 0, 0, busyPercent)));
        if (state != null && syncs) {
            List<Integer> synced = new ArrayList<>();
            for (int slot = 0; slot < state.slotCount(); slot++) {
                SlotAssignment s = state.slot(slot);
                if (s.next().contains(nodeId)) {
                    synced.add(slot);
                }
            }
            if (!synced.isEmpty()) {
                beat.add(new ManagerMessage.SlotsSynced(
                        synced.stream().mapToInt(Integer::intValue).toArray(),
                        synced.stream().mapToLong(s -> state.slot(s).epoch()).toArray()));
            }
        }
        if (state != null && carries) {
            List<Integer> joints = new ArrayList<>();
            for (int slot = 0; slot < state.slotCount(); slot++) {
                if (state.slot(slot).isJoint()) {
                    joints.add(slot);
                }
            }
            if (!joints.isEmpty()) {
                beat.add(carried(joints));
            }
        }
        return beat;
    }

    ManagerMessage.SlotsCarried carried(List<Integer> slots) {
        return new ManagerMessage.SlotsCarried(
                slots.stream().mapToInt(Integer::intValue).toArray(),
                slots.stream().mapToLong(s -> state.slot(s).epoch()).toArray());
    }
}
