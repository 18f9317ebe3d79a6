package dev.meguri.simulator.strong;

import static dev.meguri.core.limits.Requirements.requireState;

import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.strong.SlotCollection;
import dev.meguri.core.strong.SlotMigration;
import dev.meguri.core.strong.StrongAsk;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A directed scenario of the strong model: nodes n0 to n5, at first the list n0, n1, n2; one key; every message is delivered
 * by hand. Proposers p0, p1, p2 serve clients, m0 and m1 migrate, g collects.
 */
final class Script {
    static final Key KEY = Key.of("k0");

    final StrongModel model;

    Script(StrongRules rules, int... skews) {
        model = new StrongModel(rules, 6, 3, skews);
    }

    /** Shows it all that happens from now on. */
    void watch(ModelWatch watch) {
        model.watch = watch;
        watch.published(model.newest());
    }

    // ---- clients -------------------------------------------------------------------------------------------------

    ModelHistory.Op write(String proposer) {
        return write(proposer, 0);
    }

    ModelHistory.Op write(String proposer, long ttl) {
        return submit(proposer, ModelHistory.Kind.WRITE, ttl);
    }

    ModelHistory.Op read(String proposer) {
        return submit(proposer, ModelHistory.Kind.READ, 0);
    }

    ModelHistory.Op remove(String proposer) {
        return submit(proposer, ModelHistory.Kind.REMOVE, 0);
    }

    ModelHistory.Op add(String proposer) {
        return submit(proposer, ModelHistory.Kind.ADD, 0);
    }

    /** Over what the proposer saw last. */
    ModelHistory.Op cas(String proposer) {
        return submit(proposer, ModelHistory.Kind.CAS, 0);
    }

    private ModelHistory.Op submit(String proposer, ModelHistory.Kind kind, long ttl) {
        ModelProposer process = model.proposer(proposer);
        model.step();
        return model.submit(process, KEY, kind, kind == ModelHistory.Kind.CAS ? process.seen.get(KEY) : null, ttl);
    }

    void identity(String proposer) {
        model.watch.does(proposer, "proposes what is there, unchanged, to learn of it (an identity round)");
        model.proposer(proposer).proposer.submit(KEY, 0, StrongAsk.IDENTITY, (outcome, a, v) -> {});
    }

    /** A sweep of what the proposer saw last. */
    void sweep(String proposer) {
        ModelProposer process = model.proposer(proposer);
        model.watch.does(proposer, "sweeps: takes away the value that it saw, as its time is over");
        process.proposer.submit(
                KEY, 0, new StrongAsk.Expire(process.seen.get(KEY).version()), (outcome, a, v) -> {});
    }

    SlotCollection collect() {
        model.watch.does("g", "collects: a removed key is to be forgotten by all voters");
        SlotCollection collection = new SlotCollection(follow("g").proposer, 0, () -> {});
        collection.start(List.of(KEY));
        return collection;
    }

    // ---- lists ---------------------------------------------------------------------------------------------------

    void joint(String... nodes) {
        model.manager.begin(list(nodes));
    }

    void retarget(String... nodes) {
        model.manager.retarget(list(nodes));
    }

    SlotMigration migrate(String proposer) {
        model.watch.does(proposer, "carries the slot's keys from the old list to the new one");
        return model.manager.drive(follow(proposer));
    }

    /** The whole of it. */
    void move(String... nodes) {
        joint(nodes);
        migrate("m0");
        for (int i = 0; i < 3; i++) {
            everything("m0");
            pass(30);
        }
        everything("m0");
        requireState(model.manager.isDone(), "the migration ended");
        switchOver();
    }

    void switchOver() {
        model.manager.finish();
    }

    void switchOverIfMoving() {
        if (model.manager.isMoving()) {
            switchOver();
        }
    }

    void goBack() {
        model.manager.goBack();
    }

    /** The proposer learns of the newest epoch. */
    ModelProposer follow(String proposer) {
        ModelProposer process = model.proposer(proposer);
        process.learn(model.newest().epoch());
        process.follow();
        return process;
    }

    private List<Voter> list(String... nodes) {
        List<Voter> list = new ArrayList<>();
        for (String node : nodes) {
            list.add(new Voter(node, model.voter(node).incarnation(), 0));
        }
        return list;
    }

    // ---- the network ---------------------------------------------------------------------------------------------

    /** Requests of the proposer to these nodes arrive, and their answers, until nothing more is said. */
    void with(String proposer, String... nodes) {
        while (deliverOne(proposer, true, true, nodes)) {
            // the next one
        }
    }

    /** As {@link #with} all nodes. */
    void everything(String proposer) {
        with(proposer, "n0", "n1", "n2", "n3", "n4", "n5");
    }

    /** What is under way to these nodes arrives; the answers do not, yet. */
    void requests(String proposer, String... nodes) {
        while (deliverOne(proposer, true, false, nodes)) {
            // the next one
        }
    }

    /** Answers of these nodes that are under way arrive; what is asked then does not, yet. */
    void answers(String proposer, String... nodes) {
        while (deliverOne(proposer, false, true, nodes)) {
            // the next one
        }
    }

    /** All that is under way of the proposer is lost. */
    void lose(String proposer) {
        lose(proposer, message -> true);
    }

    /** Those of its messages are lost. */
    void lose(String proposer, Predicate<StrongMessage> which) {
        model.net().removeIf(flying -> {
            boolean lost = flying.proposer().name.equals(proposer) && which.test(flying.message());
            if (lost) {
                model.watch.lost(flying);
            }
            return lost;
        });
    }

    private boolean deliverOne(String proposer, boolean requests, boolean answers, String... nodes) {
        for (int i = 0; i < model.net().size(); i++) {
            StrongModel.Flying flying = model.net().get(i);
            boolean answer = flying.message() instanceof StrongMessage.Answer;
            if (flying.proposer().name.equals(proposer)
                    && List.of(nodes).contains(flying.nodeId())
                    && (answer ? answers : requests)) {
                model.net().remove(i);
                model.deliver(flying);
                return true;
            }
        }
        return false;
    }

    // ---- nodes and time ------------------------------------------------------------------------------------------

    ModelVoter node(String nodeId) {
        return model.voter(nodeId);
    }

    void restart(String... nodes) {
        for (String node : nodes) {
            model.stop(node(node));
            model.start(node(node));
        }
    }

    void crash(String node) {
        model.crash(node(node));
    }

    void fold(String... nodes) {
        for (String node : nodes) {
            model.fold(node(node));
        }
    }

    /** The proposer's next ballot is over this counter. */
    void count(String proposer, long counter) {
        model.watch.does(proposer, "has heard of ballots up to " + counter);
        model.proposer(proposer).proposer.observe(0, counter);
    }

    /** @throws ModelViolation when it did not */
    void mustEnd(ModelHistory.Op op) {
        if (op.end < 0) {
            throw new ModelViolation("not finished: " + op);
        }
    }

    void pass(int steps) {
        model.watch.passed(steps);
        for (int i = 0; i < steps; i++) {
            model.step();
        }
    }

    void check() {
        model.checkHistory();
    }
}
