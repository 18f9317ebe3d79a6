package dev.meguri.simulator.strong;

import dev.meguri.core.ring.Key;
import dev.meguri.core.strong.Acceptor;
import dev.meguri.core.strong.AcceptorImage;
import dev.meguri.core.strong.StrongMemory;
import dev.meguri.core.strong.StrongRules;

/** One node of the model with the vote of its present incarnation. */
final class ModelVoter {
    final String nodeId;
    private final StrongRules rules;
    Acceptor acceptor;
    boolean up = true;
    /** The image is taken, the process has not ended yet. */
    boolean closing;
    /** Of a clean stop; null: none, or consumed. */
    AcceptorImage image;
    /** Bytes that registers may still take, for scripts. */
    long roomBytes = Long.MAX_VALUE / 2;

    private final StrongMemory memory = new StrongMemory() {
        @Override
        public boolean hasRoom(Key key, long bytes) {
            return bytes <= roomBytes;
        }

        @Override
        public void changed(Key key, long bytes, int values) {
            roomBytes -= bytes;
        }
    };

    ModelVoter(String nodeId, StrongRules rules) {
        this.nodeId = nodeId;
        this.rules = rules;
        this.acceptor = fresh(1);
    }

    long incarnation() {
        return acceptor.incarnation();
    }

    void lose(boolean asAnotherVoter) {
        acceptor = fresh(asAnotherVoter ? incarnation() + 1 : incarnation());
        up = true;
        closing = false;
        image = null;
    }

    void restore() {
        acceptor = Acceptor.restore(image, nodeId, incarnation(), rules, memory);
        up = true;
        closing = false;
    }

    private Acceptor fresh(long incarnation) {
        return new Acceptor(StrongModel.SLOT, nodeId, incarnation, rules, memory);
    }
}
