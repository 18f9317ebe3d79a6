package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.ring.ClusterState;
import java.util.function.Consumer;

/** Brings every registered node to the current state: by what changed where it has the version before, else by all of it. */
final class Publisher {
    private Publisher() {}

    /** @param previous the state before this turn; null: none */
    static void publish(
            ManagerKnowledge knowledge, ClusterState previous, long nowMillis, Consumer<ManagerEffect> effects) {
        ClusterState state = knowledge.state;
        ManagerMessage delta = null;
        for (NodeSession session : knowledge.sessions.values()) {
            if (!session.attached() || isAt(session, state)) {
                continue;
            }
            boolean follows = previous != null && previous.term() == state.term() && isAt(session, previous);
            if (follows && delta == null) {
                delta = StateDeltas.between(previous, state);
            }
            ManagerMessage message = follows ? delta : new ManagerMessage.FullState(state);
            effects.accept(new ManagerEffect.ToNode(session.connectionId, message));
            session.sentTerm = state.term();
            session.sentRingVersion = state.ringVersion();
            session.sentMillis = nowMillis;
        }
    }

    private static boolean isAt(NodeSession session, ClusterState state) {
        return session.sentTerm == state.term() && session.sentRingVersion == state.ringVersion();
    }
}
