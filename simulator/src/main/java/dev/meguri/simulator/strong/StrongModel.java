package dev.meguri.simulator.strong;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.strong.Acceptor;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.SlotCollection;
import dev.meguri.core.strong.StrongAsk;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongOutcome;
import dev.meguri.core.strong.StrongRules;
import dev.meguri.core.strong.StrongRules.Rule;
import dev.meguri.core.strong.StrongValue;
import dev.meguri.core.strong.VoterLists;
import dev.meguri.simulator.time.SplitMix64;
import java.nio.charset.StandardCharsets;
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
    private static final int PART_BYTES = 300;
    private static final int HEALING_STEPS = 9_000;

    /** A message from or to a proposer's process. @param nodeId the voter's */
    record Flying(ModelProposer proposer, int life, String nodeId, StrongMessage message) {}

    final StrongRules rules;
    final SplitMix64 random;
    final List<ModelVoter> voters = new ArrayList<>();
    final ModelChecks checks = new ModelChecks(this);
    final ModelManager manager;
    private final Profile profile;
    private final List<Key> keys = new ArrayList<>();
    private final List<VoterLists> epochs = new ArrayList<>();
    private final List<ModelProposer> proposers = new ArrayList<>();
    private final List<Flying> net = new ArrayList<>();
    private final ModelHistory history = new ModelHistory();
    private final double learnRate;
    private boolean scripted;
    private double loss;
    private long now = 1_000;
    private int values;
    private int made;
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
        loss = new double[] {.03, .1, .2}[random.below(3)];
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
        this.scripted = true;
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

    // ---- the network ---------------------------------------------------------------------------------------------

    void send(Flying message) {
        if (scripted) {
            net.add(message);
        } else if (!random.chance(loss)) {
            net.add(message);
            if (random.chance(.08)) {
                net.add(message);
            }
        }
    }

    private void deliverSome() {
        for (int i = random.below(healing ? 10 : 3); i >= 0; i--) {
            deliver();
        }
    }

    private void deliver() {
        if (net.isEmpty()) {
            return;
        }
        int i = random.below(net.size());
        Flying flying = net.get(i);
        net.set(i, net.getLast());
        net.removeLast();
        deliver(flying);
    }

    /** Messages under way, in the order they were sent where scripted. */
    List<Flying> net() {
        return net;
    }

    ModelHistory history() {
        return history;
    }

    List<Key> keys() {
        return keys;
    }

    void deliver(Flying flying) {
        if (flying.message() instanceof StrongMessage.Answer answer) {
            if (flying.proposer().life == flying.life()) {
                flying.proposer().proposer.onAnswer(flying.nodeId(), answer);
                flying.proposer().follow();
            }
            return;
        }
        for (StrongMessage answer : vote(voter(flying.nodeId()), (StrongMessage.Request) flying.message())) {
            if (scripted || !random.chance(loss / 2)) {
                net.add(new Flying(flying.proposer(), flying.life(), flying.nodeId(), answer));
            }
        }
    }

    private List<StrongMessage> vote(ModelVoter voter, StrongMessage.Request request) {
        if (!voter.up) {
            return List.of();
        }
        Acceptor acceptor = voter.acceptor;
        if (request.epoch() > acceptor.epoch()) {
            acceptor.adopt(lists(request.epoch()));
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
            checks.accepted(voter.nodeId, voter.incarnation(), request.epoch(), key, accept.ballot(), accept.value());
        }
        if (request instanceof StrongMessage.Forget forget
                && held
                && !acceptor.accepted(key).isSet()) {
            checks.forgotten(key, forget.ballot());
        }
        return answer == null ? List.of() : List.of(answer);
    }

    private void noteExpiry(StrongValue value) {
        if (value.expireAtMillis() != 0) {
            history.expires(numberOf(value), value.expireAtMillis());
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

    // ---- clients -------------------------------------------------------------------------------------------------

    private void client() {
        ModelProposer proposer = proposer("p" + random.below(3));
        if (proposer.open >= 2) {
            return;
        }
        if (random.chance(learnRate)) {
            proposer.learn(newest().epoch());
            proposer.follow();
        }
        made++;
        Key key = keys.get(random.below(keys.size()));
        double draw = random.unit() * 10.7;
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
        if (seen != null && seen.expireAt() != 0 && proposer.clockMillis() >= seen.expireAt() && random.chance(.3)) {
            proposer.proposer.submit(key, SLOT, new StrongAsk.Expire(seen.version()), (outcome, a, v) -> {});
        }
    }

    private long drawTtl() {
        return random.chance(profile == Profile.EXPIRIES ? .6 : .12) ? random.between(10, 120) : 0;
    }

    ModelHistory.Op submit(ModelProposer proposer, Key key, ModelHistory.Kind kind, ModelProposer.Seen seen, long ttl) {
        int number = kind == ModelHistory.Kind.READ || kind == ModelHistory.Kind.REMOVE ? 0 : ++values;
        ModelHistory.Op op = history.begin(key, kind, number, seen == null ? 0 : seen.value(), now);
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
        int life = proposer.life;
        proposer.proposer.submit(key, SLOT, new StrongAsk.Client(operation, Policy.defaults()), (outcome, a, v) -> {
            if (proposer.life == life) {
                proposer.open--;
                finish(proposer, op, outcome);
            }
        });
        return op;
    }

    private void finish(ModelProposer proposer, ModelHistory.Op op, StrongOutcome outcome) {
        switch (outcome) {
            case StrongOutcome.Found found -> {
                op.end = now;
                op.read = numberOf(found.value());
                long expireAt = found.value().expireAtMillis();
                if (expireAt != 0 && op.start > expireAt + SKEW) {
                    throw new ModelViolation("read a value whose time was over: " + op);
                }
                proposer.seen.put(op.key, new ModelProposer.Seen(found.version(), op.read, expireAt));
            }
            case StrongOutcome.Absent absent -> op.end = now;
            case StrongOutcome.Written written -> {
                op.end = now;
                op.hit = op.kind == ModelHistory.Kind.WRITE ? !written.created() : true;
                proposer.seen.put(
                        op.key, new ModelProposer.Seen(written.version(), op.value, written.expireAtMillis()));
            }
            case StrongOutcome.Removed removed -> {
                op.end = now;
                op.hit = removed.version() != null;
            }
            case StrongOutcome.ConditionFailed failed -> {
                op.end = now;
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

    private static int numberOf(StrongValue value) {
        return value.isTombstone() ? 0 : Integer.parseInt(new String(value.data(), StandardCharsets.US_ASCII));
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
    }

    void start(ModelVoter voter) {
        restore(voter);
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
    }

    /** @throws ModelViolation when the limit of a key fell */
    void fold(ModelVoter voter) {
        List<Ballot> before = keys.stream().map(voter.acceptor::limit).toList();
        voter.acceptor.foldBarePromises();
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
                case 0 -> deliverSome();
                case 1 -> {
                    if (made < operations) {
                        client();
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
        loss = 0;
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
                deliverSome();
            } else if (net.size() < 12) {
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
