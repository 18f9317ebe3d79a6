package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.ring.ClusterState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One step of the manager: collects what it changes and says, and hands it out in the order that keeps the promise "durable
 * before told": what is stored, events, messages, the new state, answers.
 */
final class ManagerTurn {
    final ManagerKnowledge knowledge;
    final long nowMillis;

    private final List<ManagerRecord> records = new ArrayList<>();
    private final List<ManagerEffect> events = new ArrayList<>();
    private final List<ManagerEffect> messages = new ArrayList<>();
    private final List<ManagerEffect> answers = new ArrayList<>();
    private StateDraft draft;
    private ClusterState formed;

    ManagerTurn(ManagerKnowledge knowledge, long nowMillis) {
        this.knowledge = knowledge;
        this.nowMillis = nowMillis;
    }

    /** The next state. Only once a cluster is known. */
    StateDraft draft() {
        if (draft == null) {
            ClusterState base = knowledge.state;
            draft = new StateDraft(
                    base, knowledge.term, Math.max(base.ringVersion(), knowledge.highestRingVersion) + 1);
        }
        return draft;
    }

    /** The first state of a new cluster. */
    void form(ClusterState state) {
        formed = state;
    }

    void store(ManagerRecord stored) {
        records.add(stored);
    }

    void store(NodeRecord node) {
        knowledge.records.put(node.nodeId(), node);
        records.add(new ManagerRecord.Node(node));
    }

    void event(ManagerEvent type, String nodeId, String message) {
        event(type, nodeId, message, EventDetails.of());
    }

    void event(ManagerEvent type, String nodeId, String message, Map<String, Object> details) {
        long ringVersion = formed != null
                ? formed.ringVersion()
                : draft != null && draft.isDirty()
                        ? draft.ringVersion()
                        : knowledge.state == null ? 0 : knowledge.state.ringVersion();
        events.add(new ManagerEffect.Event(type, nodeId, ringVersion, message, new LinkedHashMap<>(details)));
    }

    void send(long connectionId, ManagerMessage message) {
        messages.add(new ManagerEffect.ToNode(connectionId, message));
    }

    void close(long connectionId) {
        messages.add(new ManagerEffect.Close(connectionId));
    }

    void answer(long commandId, long jobId) {
        answers.add(new ManagerEffect.Answer(commandId, jobId));
    }

    void refuse(long commandId, ManagerFailure failure, String field, String detail) {
        answers.add(new ManagerEffect.Refuse(commandId, failure, field, detail));
    }

    void finish(Consumer<ManagerEffect> effects) {
        ClusterState previous = knowledge.state;
        ClusterState next = formed != null ? formed : draft != null && draft.isDirty() ? draft.build() : previous;
        if (next != previous) {
            records.add(new ManagerRecord.State(next));
            knowledge.state = next;
            knowledge.highestRingVersion = Math.max(knowledge.highestRingVersion, next.ringVersion());
            knowledge.mover.published(next);
            knowledge.sessions.keySet().removeIf(n -> next.member(n) == null);
            knowledge.sessionsByConnection.values().removeIf(s -> next.member(s.nodeId) == null);
        }
        if (!records.isEmpty()) {
            effects.accept(new ManagerEffect.Persist(List.copyOf(records)));
        }
        events.forEach(effects);
        messages.forEach(effects);
        if (next != null) {
            Publisher.publish(knowledge, previous, nowMillis, effects);
        }
        answers.forEach(effects);
    }
}
