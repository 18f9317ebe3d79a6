package dev.meguri.simulator.strong;

import dev.meguri.core.ring.Voter;
import dev.meguri.core.strong.SlotMigration;
import dev.meguri.core.strong.StrongMessage.Item;
import dev.meguri.core.strong.StrongRules.Rule;
import dev.meguri.core.strong.VoterLists;
import java.util.ArrayList;
import java.util.List;

/** The manager of the strong model: begins migrations, turns them elsewhere, back, or switches (STRONG.md, rules 16 to 19). */
final class ModelManager {
    private static final int MAX_AGE = 25;
    private static final int MAX_AGE_HEALING = 400;

    private static final class Attempt {
        final ModelProposer proposer;
        final SlotMigration migration;
        int age;

        Attempt(ModelProposer proposer, SlotMigration migration) {
            this.proposer = proposer;
            this.migration = migration;
        }
    }

    private static final class Move {
        final List<Voter> from;
        final List<Voter> to;
        final long epoch;
        final List<Attempt> attempts = new ArrayList<>();
        boolean done;

        Move(List<Voter> from, List<Voter> to, long epoch, boolean done) {
            this.from = from;
            this.to = to;
            this.epoch = epoch;
            this.done = done;
        }
    }

    private final StrongModel model;
    /** Null in STABLE. */
    private Move move;

    ModelManager(StrongModel model) {
        this.model = model;
    }

    boolean isMoving() {
        return move != null;
    }

    /** Whether the slot is not lost when this voter loses its memory (rule 23). */
    boolean survives(Voter lost) {
        if (move == null) {
            return hasMajority(model.newest().current(), lost);
        }
        return hasMajority(move.from, lost) || move.done && hasMajority(move.to, lost);
    }

    void forget(ModelProposer proposer) {
        if (move != null) {
            move.attempts.removeIf(a -> a.proposer == proposer);
        }
    }

    void act() {
        if (move == null) {
            List<Voter> old = model.newest().current();
            boolean allThere = old.stream().allMatch(model::hasMemory);
            List<Voter> target = model.isHealing() && allThere ? null : target(old);
            if (target != null) {
                begin(old, target, !model.rules.keeps(Rule.SWITCH_WHEN_DONE));
            }
            return;
        }
        boolean fromOk = hasMajority(move.from, null);
        boolean toOk = hasMajority(move.to, null);
        double draw = model.random.unit();
        if (!model.rules.keeps(Rule.NO_WAY_BACK_AFTER_LOSS) && !fromOk && draw < .5) {
            fromOk = true;
            draw = 0;
        }
        if (move.done && toOk && (draw < .6 || !fromOk) && draw > 0) {
            publish(move.to, List.of());
            end();
            return;
        }
        if (fromOk && draw < (!toOk ? .5 : model.isHealing() ? 0 : .06)) {
            turn(draw);
            return;
        }
        drive();
    }

    private void turn(double draw) {
        List<Voter> target = target(move.from);
        List<Voter> from = move.from;
        if (target != null && model.random.chance(.5) && draw > 0) {
            boolean keep = move.done && !model.rules.keeps(Rule.PROGRESS_BELONGS_TO_EPOCH);
            end();
            begin(from, target, keep);
        } else {
            publish(from, List.of());
            end();
        }
    }

    private void drive() {
        int maxAge = model.isHealing() ? MAX_AGE_HEALING : MAX_AGE;
        for (Attempt attempt : List.copyOf(move.attempts)) {
            if (++attempt.age > maxAge || attempt.migration.isOver()) {
                attempt.migration.cancel();
                move.attempts.remove(attempt);
            }
        }
        boolean another = move.attempts.size() < 2 && model.random.chance(.1) && !model.isHealing();
        if (move.done || !(move.attempts.isEmpty() || another)) {
            return;
        }
        ModelProposer proposer = model.proposer("m" + model.random.below(2));
        proposer.learn(move.epoch);
        proposer.follow();
        if (proposer.epoch() == move.epoch) {
            drive(proposer, move);
        }
    }

    private SlotMigration drive(ModelProposer proposer, Move mine) {
        SlotMigration migration = new SlotMigration(proposer.proposer, StrongModel.SLOT, () -> {
            if (move == mine) {
                mine.done = true;
            }
        });
        mine.attempts.add(new Attempt(proposer, migration));
        if (model.rules.keeps(Rule.MIGRATION_FENCES)) {
            migration.start();
        } else {
            carryUnfenced(migration);
        }
        return migration;
    }

    /** The mutant: reads two old voters without making them adopt the epoch. */
    private void carryUnfenced(SlotMigration migration) {
        List<List<Item>> reports = new ArrayList<>();
        for (Voter voter : move.from) {
            if (model.hasMemory(voter) && model.voter(voter.nodeId()).up && reports.size() < 2) {
                List<Item> items = new ArrayList<>();
                model.voter(voter.nodeId()).acceptor.forEach(items::add);
                reports.add(items);
            }
        }
        if (reports.size() == 2) {
            migration.carry(reports);
        }
    }

    /** Whether the migration under way is known to be done. */
    boolean isDone() {
        return move != null && move.done;
    }

    /** A migration of a directed scenario, driven by this proposer. */
    SlotMigration drive(ModelProposer proposer) {
        return drive(proposer, move);
    }

    void begin(List<Voter> to) {
        begin(model.newest().current(), to, !model.rules.keeps(Rule.SWITCH_WHEN_DONE));
    }

    /** Turns to another target. */
    void retarget(List<Voter> to) {
        List<Voter> from = move.from;
        boolean keep = move.done && !model.rules.keeps(Rule.PROGRESS_BELONGS_TO_EPOCH);
        end();
        begin(from, to, keep);
    }

    /** Switches, if it may. */
    void finish() {
        if (move.done) {
            publish(move.to, List.of());
            end();
        }
    }

    /** Goes back, if it may. */
    void goBack() {
        if (hasMajority(move.from, null) || !model.rules.keeps(Rule.NO_WAY_BACK_AFTER_LOSS)) {
            publish(move.from, List.of());
            end();
        }
    }

    private void begin(List<Voter> from, List<Voter> to, boolean done) {
        VoterLists lists = publish(from, to);
        move = new Move(lists.current(), lists.next(), lists.epoch(), done);
    }

    private void end() {
        for (Attempt attempt : move.attempts) {
            attempt.migration.cancel();
        }
        move = null;
    }

    private VoterLists publish(List<Voter> current, List<Voter> next) {
        VoterLists before = model.newest();
        long epoch = before.epoch() + 1;
        return model.publish(new VoterLists(epoch, since(before, epoch, current), since(before, epoch, next)));
    }

    private static List<Voter> since(VoterLists before, long epoch, List<Voter> list) {
        List<Voter> voters = new ArrayList<>();
        for (Voter voter : list) {
            long since = epoch;
            for (List<Voter> known : List.of(before.current(), before.next())) {
                for (Voter one : known) {
                    if (one.nodeId().equals(voter.nodeId()) && one.incarnation() == voter.incarnation()) {
                        since = one.since();
                    }
                }
            }
            voters.add(new Voter(voter.nodeId(), voter.incarnation(), since));
        }
        return voters;
    }

    private List<Voter> target(List<Voter> old) {
        List<Voter> lost = old.stream().filter(v -> !model.hasMemory(v)).toList();
        List<Voter> spare = new ArrayList<>();
        for (ModelVoter voter : model.voters) {
            boolean listed = old.stream()
                    .anyMatch(v -> v.nodeId().equals(voter.nodeId) && v.incarnation() == voter.incarnation());
            if (!listed && voter.up && !voter.closing) {
                spare.add(new Voter(voter.nodeId, voter.incarnation(), 0));
            }
        }
        if (spare.isEmpty() || lost.isEmpty() && model.random.unit() > .25 && !model.isHealing()) {
            return null;
        }
        for (int i = spare.size() - 1; i > 0; i--) {
            int j = model.random.below(i + 1);
            Voter other = spare.get(i);
            spare.set(i, spare.get(j));
            spare.set(j, other);
        }
        int count = Math.max(lost.size(), new int[] {1, 1, 1, 2, 3}[model.random.below(5)]);
        List<Voter> kept = new ArrayList<>(old);
        kept.removeAll(lost);
        int leaving = Math.max(0, Math.min(count - lost.size(), kept.size()));
        for (int i = 0; i < leaving; i++) {
            kept.remove(model.random.below(kept.size()));
        }
        int size = model.profile() == Profile.SIZES ? 1 + model.random.below(5) : old.size();
        List<Voter> target = new ArrayList<>(kept.subList(0, Math.min(size, kept.size())));
        for (Voter voter : spare) {
            boolean twice = target.stream().anyMatch(v -> v.nodeId().equals(voter.nodeId()));
            if (target.size() < size && !twice) {
                target.add(voter);
            }
        }
        // Few spares: the ones that would have left stay.
        for (Voter voter : old) {
            boolean there = target.stream().anyMatch(v -> v.nodeId().equals(voter.nodeId()));
            if (target.size() < Math.min(size, old.size()) && !there && model.hasMemory(voter)) {
                target.add(voter);
            }
        }
        return target;
    }

    private boolean hasMajority(List<Voter> list, Voter lost) {
        int count = 0;
        for (Voter voter : list) {
            boolean gone =
                    lost != null && voter.nodeId().equals(lost.nodeId()) && voter.incarnation() == lost.incarnation();
            count += model.hasMemory(voter) && !gone ? 1 : 0;
        }
        return 2 * count > list.size();
    }
}
