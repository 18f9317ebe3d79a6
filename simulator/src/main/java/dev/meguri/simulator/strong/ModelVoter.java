package dev.meguri.simulator.strong;

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
        acceptor = Acceptor.restore(image, nodeId, incarnation(), rules, StrongMemory.UNBOUNDED);
        up = true;
        closing = false;
    }

    private Acceptor fresh(long incarnation) {
        return new Acceptor(StrongModel.SLOT, nodeId, incarnation, rules, StrongMemory.UNBOUNDED);
    }
}
