package dev.meguri.simulator.strong;

import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.SlotCollection;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongRules;
import dev.meguri.core.strong.StrongRules.Rule;
import dev.meguri.core.strong.VoterLists;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One slot with several strong keys under random events: the very classes of the product, over a network that loses,
 * repeats and reorders, with migrations, memory loss, clean stops, proposers that restart, expiry under wrong clocks, and
 * collection. A run is a function of (rules, seed, profile). After the random part everything is healed: every job must end
 * and every key must be readable. The port of strong_model.py.
 */
public final class StrongModel {
    /** Bound on the difference between a clock and true time, in steps. */
    static final int SKEW = 25;

    static final int SLOT = 0;
    private static final int HEALING_STEPS = 9_000;

    /** A message from or to a proposer's process. @param nodeId the voter's */
    record Flying(ModelProposer proposer, int life, String nodeId, StrongMessage message) {}

    final StrongRules rules;
    final SplitMix64 random;
    final List<ModelVoter> voters = new ArrayList<>();
    final ModelChecks checks = new ModelChecks(this);
    final ModelManager manager;
    final Profile profile;
    private final List<Key> keys = new ArrayList<>();
    private final List<VoterLists> epochs = new ArrayList<>();
    private final List<ModelProposer> proposers = new ArrayList<>();
    private final ModelNetwork network = new ModelNetwork(this);
    private final ModelClients clients = new ModelClients(this);
    private final ModelHistory history = new ModelHistory();
    final double learnRate;
    ModelWatch watch = ModelWatch.NONE;
    private long now = 1_000;
    private boolean healing;
    private SlotCollection collection;

    /** @param profile null: drawn from the seed */
    public StrongModel(long seed, StrongRules rules, Profile profile) {
        this.rules = rules;
        this.random = SplitMix64.of(seed, "strong");
        Profile[] all = Profile.values();
        this.profile = profile == null ? all[random.below(all.length)] : profile;
        int keyCount = this.profile == Profile.CYCLES || this.profile == Profile.ONE_TRIP ? 1 : 1 + random.below(3);
        for (int i = 0; i < keyCount; i++) {
            keys.add(Key.of("k" + i));
        }
        int nodes = this.profile == Profile.CYCLES ? 4 : 4 + random.below(3);
        int first = 3;
        if (this.profile == Profile.SIZES) {
            nodes = 8;
            first = 1 + random.below(5);
        }
        List<Voter> list = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            voters.add(new ModelVoter("n" + i, rules));
            if (i < first) {
                list.add(new Voter("n" + i, 1, 0));
            }
        }
        epochs.add(VoterLists.stable(0, list));
        for (String name : List.of("p0", "p1", "p2", "m0", "m1", "g")) {
            proposers.add(new ModelProposer(this, name, random.below(2 * SKEW + 1) - SKEW));
        }
        learnRate = this.profile == Profile.LATE ? .04 : .25;
        network.loss = new double[] {.03, .1, .2}[random.below(3)];
        manager = new ModelManager(this);
    }

    /**
     * Nothing happens by itself: for directed scenarios.
     *
     * @param skews of the proposers p0, p1, p2, m0, m1, g
     */
    StrongModel(StrongRules rules, int nodes, int first, int... skews) {
        this.rules = rules;
        this.random = SplitMix64.of(1, "strong");
        this.profile = Profile.MIX;
        network.script();
        this.learnRate = 0;
        keys.add(Key.of("k0"));
        List<Voter> list = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            voters.add(new ModelVoter("n" + i, rules));
            if (i < first) {
                list.add(new Voter("n" + i, 1, 0));
            }
        }
        epochs.add(VoterLists.stable(0, list));
        int next = 0;
        for (String name : List.of("p0", "p1", "p2", "m0", "m1", "g")) {
            proposers.add(new ModelProposer(this, name, next < skews.length ? skews[next] : 0));
            next++;
        }
        manager = new ModelManager(this);
        for (ModelProposer proposer : proposers) {
            proposer.follow();
        }
    }

    public Profile profile() {
        return profile;
    }

    /** What the clients saw, one operation per line. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        history.ops().forEach(op -> text.append(op).append('\n'));
        epochs.forEach(lists -> text.append(lists).append('\n'));
        return text.toString();
    }

    long now() {
        return now;
    }

    boolean isHealing() {
        return healing;
    }

    VoterLists lists(long epoch) {
        return epochs.get((int) epoch);
    }

    VoterLists newest() {
        return epochs.getLast();
    }

    /** A new epoch. Proposers hear of it now or later. */
    VoterLists publish(VoterLists lists) {
        epochs.add(lists);
        watch.published(lists);
        for (ModelProposer proposer : proposers) {
            if (random.chance(learnRate)) {
                proposer.learn(lists.epoch());
            }
        }
        return lists;
    }

    ModelProposer proposer(String name) {
        for (ModelProposer proposer : proposers) {
            if (proposer.name.equals(name)) {
                return proposer;
            }
        }
        throw new IllegalArgumentException(name);
    }

    ModelVoter voter(String nodeId) {
        return voters.get(Integer.parseInt(nodeId.substring(1)));
    }

    /** Whether a voter of this name (node#incarnation) still has its memory. */
    boolean hasMemory(Voter voter) {
        return voter(voter.nodeId()).incarnation() == voter.incarnation();
    }

    /** Judged by the rules as they should be, whatever the run's own are. */
    boolean isQuorum(long epoch, Set<String> names) {
        VoterLists lists = lists(epoch);
        return isMajority(lists.current(), names) && (!lists.isJoint() || isMajority(lists.next(), names));
    }

    private static boolean isMajority(List<Voter> list, Set<String> names) {
        int count = 0;
        for (Voter voter : list) {
            count += names.contains(voter.nodeId() + "#" + voter.incarnation()) ? 1 : 0;
        }
        return 2 * count > list.size();
    }

    ModelHistory history() {
        return history;
    }

    List<Key> keys() {
        return keys;
    }

    void send(Flying message) {
        network.send(message);
    }

    /** Messages under way, in the order they were sent where scripted. */
    List<Flying> net() {
        return network.underWay;
    }

    void deliver(Flying flying) {
        network.deliver(flying);
    }

    ModelHistory.Op submit(ModelProposer proposer, Key key, ModelHistory.Kind kind, ModelProposer.Seen seen, long ttl) {
        return clients.submit(proposer, key, kind, seen, ttl);
    }

    // ---- other events --------------------------------------------------------------------------------------------

    private void collect() {
        if (newest().isJoint() || !random.chance(.3) || collection != null && !collection.isOver()) {
            return;
        }
        ModelProposer proposer = proposer("g");
        proposer.learn(newest().epoch());
        proposer.follow();
        collection = new SlotCollection(proposer.proposer, SLOT, () -> {});
        collection.start(List.of(keys.get(random.below(keys.size()))));
    }

    private void stopOrStart() {
        ModelVoter voter = voters.get(random.below(voters.size()));
        if (!voter.up) {
            start(voter);
        } else if (voter.closing) {
            voter.up = false;
        } else if (voters.stream().filter(v -> !v.up).count() < 2) {
            stop(voter);
        }
    }

    /** The first part of a clean stop: everything is stored. */
    void stop(ModelVoter voter) {
        voter.image = voter.acceptor.close(0);
        voter.closing = true;
        voter.up = !rules.keeps(Rule.NO_VOTE_AFTER_IMAGE);
        watch.voter(
                voter.nodeId, voter.up, "writes its image, to stop cleanly" + (voter.up ? ", and goes on voting" : ""));
    }

    void start(ModelVoter voter) {
        restore(voter);
        watch.voter(voter.nodeId, true, "starts again from its image");
        if (rules.keeps(Rule.MARKER_IS_CONSUMED)) {
            voter.image = null;
        }
    }

    /** Memory is lost, and the process starts again. */
    void crash(ModelVoter voter) {
        if (!rules.keeps(Rule.MARKER_IS_CONSUMED) && voter.image != null) {
            restore(voter);
        } else {
            voter.lose(rules.keeps(Rule.LOST_MEMORY_IS_ANOTHER_VOTER));
        }
        watch.voter(voter.nodeId, true, "crashes, and starts again as incarnation " + voter.incarnation());
    }

    /** @throws ModelViolation when the limit of a key fell */
    void fold(ModelVoter voter) {
        List<Ballot> before = keys.stream().map(voter.acceptor::limit).toList();
        voter.acceptor.foldBarePromises();
        watch.voter(voter.nodeId, voter.up, "drops promises of keys of which it holds nothing, for want of room");
        for (int i = 0; i < keys.size(); i++) {
            if (before.get(i).isOver(voter.acceptor.limit(keys.get(i)))) {
                throw new ModelViolation("the limit of " + keys.get(i) + " fell at " + voter.nodeId);
            }
        }
    }

    private void lose() {
        List<Voter> listed = new ArrayList<>(newest().current());
        listed.addAll(newest().next());
        Voter chosen = listed.get(random.below(listed.size()));
        if (!hasMemory(chosen) || !manager.survives(chosen)) {
            return;
        }
        crash(voter(chosen.nodeId()));
    }

    void restore(ModelVoter voter) {
        voter.restore();
        if (voter.acceptor.epoch() >= 0) {
            voter.acceptor.adopt(lists(voter.acceptor.epoch()));
        }
    }

    private void restartProposer() {
        ModelProposer proposer = proposers.get(random.below(proposers.size()));
        manager.forget(proposer);
        if (proposer.name.equals("g")) {
            collection = null;
        }
        proposer.restart(random.chance(.5) ? proposer.proposer.counter(SLOT) : 0);
        proposer.follow();
    }

    // ---- the run -------------------------------------------------------------------------------------------------

    /** @throws ModelViolation when a rule did not hold */
    public void run() {
        int operations = profile == Profile.CYCLES ? 26 : 20;
        int steps = profile == Profile.CYCLES ? 1_500 : 1_000;
        for (ModelProposer proposer : proposers) {
            proposer.follow();
        }
        double total = 0;
        for (double weight : profile.weights) {
            total += weight;
        }
        for (int i = 0; i < steps; i++) {
            step();
            double draw = random.unit() * total;
            int event = 0;
            while (draw >= profile.weights[event]) {
                draw -= profile.weights[event++];
            }
            switch (event) {
                case 0 -> network.deliverSome();
                case 1 -> {
                    if (clients.made() < operations) {
                        clients.next();
                    }
                }
                case 2 -> manager.act();
                case 3 -> collect();
                case 4 -> stopOrStart();
                case 5 -> lose();
                case 6 -> restartProposer();
                default -> fold(voters.get(random.below(voters.size())));
            }
        }
        heal();
        checkHistory();
    }

    /** @throws ModelViolation when what the clients saw cannot be explained */
    void checkHistory() {
        for (Key key : keys) {
            if (!history.isLinearizable(key)) {
                throw new ModelViolation("not linearizable: " + key);
            }
        }
    }

    void step() {
        now++;
        for (ModelProposer proposer : proposers) {
            proposer.tick();
        }
    }

    /** No more faults: migrations end, lost voters are replaced, and each key is read twice. */
    private void heal() {
        healing = true;
        network.loss = 0;
        for (ModelVoter voter : voters) {
            if (!voter.up || voter.closing) {
                restore(voter);
                voter.image = null;
            }
        }
        int read = 0;
        ModelHistory.Op op = null;
        for (int i = 0; i < HEALING_STEPS; i++) {
            step();
            if (random.chance(.85)) {
                network.deliverSome();
            } else if (net().size() < 12) {
                manager.act();
            }
            if (manager.isMoving() || !newest().current().stream().allMatch(this::hasMemory)) {
                continue;
            }
            if (op != null && op.end >= 0) {
                read++;
                op = null;
            }
            if (read == 2 * keys.size()) {
                return;
            }
            if (op == null || op.failed) {
                ModelProposer proposer = proposer(read % 2 == 0 ? "p0" : "p2");
                proposer.learn(newest().epoch());
                proposer.follow();
                op = submit(proposer, keys.get(read / 2), ModelHistory.Kind.READ, null, 0);
            }
        }
        throw new ModelViolation("not finished after healing: moving " + manager.isMoving() + ", " + read + " reads");
    }
}
