package dev.meguri.simulator.strong;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.Key;
import dev.meguri.core.strong.StrongAsk;
import dev.meguri.core.strong.StrongOutcome;
import dev.meguri.core.strong.StrongValue;
import java.nio.charset.StandardCharsets;

/** The clients of the model: what they ask of which proposer, and what they are told. */
final class ModelClients {
    private final StrongModel model;
    private int values;
    private int made;

    ModelClients(StrongModel model) {
        this.model = model;
    }

    /** Operations asked for at random. */
    int made() {
        return made;
    }

    void next() {
        ModelProposer proposer = model.proposer("p" + model.random.below(3));
        if (proposer.open >= 2) {
            return;
        }
        if (model.random.chance(model.learnRate)) {
            proposer.learn(model.newest().epoch());
            proposer.follow();
        }
        made++;
        Key key = model.keys().get(model.random.below(model.keys().size()));
        double draw = model.random.unit() * 10.7;
        ModelProposer.Seen seen = proposer.seen.get(key);
        if (draw < 4) {
            submit(proposer, key, ModelHistory.Kind.READ, null, 0);
        } else if (draw < 6) {
            submit(proposer, key, ModelHistory.Kind.WRITE, null, drawTtl());
        } else if (draw < 8.2) {
            submit(
                    proposer,
                    key,
                    seen == null ? ModelHistory.Kind.READ : ModelHistory.Kind.CAS,
                    seen,
                    seen == null ? 0 : drawTtl());
        } else if (draw < 8.9) {
            submit(proposer, key, ModelHistory.Kind.ADD, null, drawTtl());
        } else {
            submit(proposer, key, ModelHistory.Kind.REMOVE, null, 0);
        }
        if (seen != null
                && seen.expireAt() != 0
                && proposer.clockMillis() >= seen.expireAt()
                && model.random.chance(.3)) {
            proposer.proposer.submit(
                    key, StrongModel.SLOT, new StrongAsk.Expire(seen.version()), (outcome, a, v) -> {});
        }
    }

    private long drawTtl() {
        return model.random.chance(model.profile == Profile.EXPIRIES ? .6 : .12) ? model.random.between(10, 120) : 0;
    }

    ModelHistory.Op submit(ModelProposer proposer, Key key, ModelHistory.Kind kind, ModelProposer.Seen seen, long ttl) {
        int number = kind == ModelHistory.Kind.READ || kind == ModelHistory.Kind.REMOVE ? 0 : ++values;
        ModelHistory.Op op = model.history().begin(key, kind, number, seen == null ? 0 : seen.value(), model.now());
        byte[] data = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
        Operation operation =
                switch (kind) {
                    case READ -> new Operation.Get(key);
                    case WRITE -> new Operation.Put(key, data, "", ttl, Condition.ALWAYS);
                    case ADD -> new Operation.Put(key, data, "", ttl, Condition.IF_ABSENT);
                    case REMOVE -> new Operation.Remove(key, Condition.ALWAYS);
                    case CAS ->
                        new Operation.Put(
                                key,
                                data,
                                "",
                                ttl,
                                new Condition.IfVersion(seen.version().toVersion()));
                };
        proposer.open++;
        model.watch.does(proposer.name, "is asked by a client to " + op.asked());
        int life = proposer.life;
        proposer.proposer.submit(
                key, StrongModel.SLOT, new StrongAsk.Client(operation, Policy.defaults()), (outcome, a, v) -> {
                    if (proposer.life == life) {
                        proposer.open--;
                        finish(proposer, op, outcome);
                        model.watch.answered(proposer.name, op.asked() + ": " + op.answered());
                    }
                });
        return op;
    }

    private void finish(ModelProposer proposer, ModelHistory.Op op, StrongOutcome outcome) {
        switch (outcome) {
            case StrongOutcome.Found found -> {
                op.end = model.now();
                op.read = numberOf(found.value());
                long expireAt = found.value().expireAtMillis();
                if (expireAt != 0 && op.start > expireAt + StrongModel.SKEW) {
                    throw new ModelViolation("read a value whose time was over: " + op);
                }
                proposer.seen.put(op.key, new ModelProposer.Seen(found.version(), op.read, expireAt));
            }
            case StrongOutcome.Absent absent -> op.end = model.now();
            case StrongOutcome.Written written -> {
                op.end = model.now();
                op.hit = op.kind == ModelHistory.Kind.WRITE ? !written.created() : true;
                proposer.seen.put(
                        op.key, new ModelProposer.Seen(written.version(), op.value, written.expireAtMillis()));
            }
            case StrongOutcome.Removed removed -> {
                op.end = model.now();
                op.hit = removed.version() != null;
            }
            case StrongOutcome.ConditionFailed failed -> {
                op.end = model.now();
                op.hit = false;
            }
            case StrongOutcome.Refused refused -> op.failed = true;
            case StrongOutcome.Unreached unreached -> op.failed = true;
            case StrongOutcome.InDoubt inDoubt -> {}
            case StrongOutcome.Forgotten forgotten -> throw new IllegalStateException("no tokens here");
            case StrongOutcome.Identified identified -> throw new IllegalStateException("no client's");
            case StrongOutcome.Live live -> throw new IllegalStateException("no client's");
            case StrongOutcome.Swept swept -> throw new IllegalStateException("no client's");
        }
    }

    static int numberOf(StrongValue value) {
        return value.isTombstone() ? 0 : Integer.parseInt(new String(value.data(), StandardCharsets.US_ASCII));
    }
}
