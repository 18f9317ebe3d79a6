package dev.meguri.simulator.strong;

import dev.meguri.core.ring.Key;
import dev.meguri.core.strong.Acceptor;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongValue;
import java.util.ArrayList;
import java.util.List;

/** The network of the model: loses, repeats and reorders; watches every vote that it brings about. */
final class ModelNetwork {
    private static final int PART_BYTES = 300;

    private final StrongModel model;
    final List<StrongModel.Flying> underWay = new ArrayList<>();
    double loss;
    private boolean scripted;

    ModelNetwork(StrongModel model) {
        this.model = model;
    }

    /** Nothing gets lost, and messages keep their order. */
    void script() {
        scripted = true;
    }

    void send(StrongModel.Flying message) {
        if (scripted) {
            underWay.add(message);
            model.watch.sent(message, message.proposer().name, message.nodeId(), message.message());
        } else if (!model.random.chance(loss)) {
            underWay.add(message);
            if (model.random.chance(.08)) {
                underWay.add(message);
            }
        }
    }

    void deliverSome() {
        for (int i = model.random.below(model.isHealing() ? 10 : 3); i >= 0; i--) {
            deliver();
        }
    }

    private void deliver() {
        if (underWay.isEmpty()) {
            return;
        }
        int i = model.random.below(underWay.size());
        StrongModel.Flying flying = underWay.get(i);
        underWay.set(i, underWay.getLast());
        underWay.removeLast();
        deliver(flying);
    }

    void deliver(StrongModel.Flying flying) {
        model.watch.delivered(flying);
        if (flying.message() instanceof StrongMessage.Answer answer) {
            if (flying.proposer().life == flying.life()) {
                flying.proposer().proposer.onAnswer(flying.nodeId(), answer);
                flying.proposer().follow();
            }
            return;
        }
        for (StrongMessage answer : vote(model.voter(flying.nodeId()), (StrongMessage.Request) flying.message())) {
            if (scripted || !model.random.chance(loss / 2)) {
                StrongModel.Flying back =
                        new StrongModel.Flying(flying.proposer(), flying.life(), flying.nodeId(), answer);
                underWay.add(back);
                model.watch.sent(back, flying.proposer().name, flying.nodeId(), answer);
            }
        }
    }

    private List<StrongMessage> vote(ModelVoter voter, StrongMessage.Request request) {
        if (!voter.up) {
            return List.of();
        }
        Acceptor acceptor = voter.acceptor;
        if (request.epoch() > acceptor.epoch()) {
            acceptor.adopt(model.lists(request.epoch()));
        }
        if (request instanceof StrongMessage.SlotPrepare prepare) {
            return acceptor.receive(prepare, PART_BYTES);
        }
        Key key = keyOf(request);
        Ballot before = key == null ? acceptor.floor() : acceptor.limit(key);
        boolean held = key != null && acceptor.accepted(key).isSet();
        boolean duplicate = request instanceof StrongMessage.Accept repeated
                && acceptor.accepted(key).equals(repeated.ballot());
        StrongMessage answer = acceptor.receive(request);
        Ballot after = key == null ? acceptor.floor() : acceptor.limit(key);
        if (before.isOver(after)) {
            throw new ModelViolation("the limit of " + key + " fell at " + voter.nodeId);
        }
        if (request instanceof StrongMessage.Accept accept && answer instanceof StrongMessage.Accepted) {
            if (!duplicate && !accept.ballot().isOver(acceptor.floor())) {
                throw new ModelViolation("accepted below the floor at " + voter.nodeId);
            }
            noteExpiry(accept.value());
            model.checks.accepted(
                    voter.nodeId, voter.incarnation(), request.epoch(), key, accept.ballot(), accept.value());
        }
        if (request instanceof StrongMessage.Forget forget
                && held
                && !acceptor.accepted(key).isSet()) {
            model.checks.forgotten(key, forget.ballot());
        }
        return answer == null ? List.of() : List.of(answer);
    }

    private void noteExpiry(StrongValue value) {
        if (value.expireAtMillis() != 0) {
            model.history().expires(ModelClients.numberOf(value), value.expireAtMillis());
        }
    }

    private static Key keyOf(StrongMessage.Request request) {
        return switch (request) {
            case StrongMessage.Read read -> read.key();
            case StrongMessage.Prepare prepare -> prepare.key();
            case StrongMessage.Accept accept -> accept.key();
            case StrongMessage.Forget forget -> forget.key();
            case StrongMessage.SlotPrepare prepare -> null;
            case StrongMessage.RaiseFloor raise -> null;
        };
    }
}
