package dev.meguri.simulator.strong;

import dev.meguri.core.ring.Key;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongValue;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What holds after every event of the strong model, from outside of the voters: one value per (key, ballot); the parent of
 * every accepted value is at least every lower chosen ballot, forgotten tombstones apart.
 */
final class ModelChecks {
    /** Who accepted a ballot in an epoch. */
    private record Holding(Ballot ballot, long epoch) {}

    private static final class OfKey {
        final Map<Ballot, Ballot> parents = new HashMap<>();
        final Map<Ballot, StrongValue> values = new HashMap<>();
        final Map<Ballot, Long> expiries = new HashMap<>();
        final TreeSet<Ballot> accepted = new TreeSet<>();
        final TreeSet<Ballot> chosen = new TreeSet<>();
        final Map<Holding, Set<String>> holders = new HashMap<>();
        Ballot forgotten = Ballot.ZERO;
    }

    private final StrongModel model;
    private final Map<Key, OfKey> keys = new HashMap<>();

    ModelChecks(StrongModel model) {
        this.model = model;
    }

    void proposing(Key key, Ballot ballot, Ballot parent) {
        of(key).parents.putIfAbsent(ballot, parent);
    }

    void forgotten(Key key, Ballot ballot) {
        OfKey of = of(key);
        of.forgotten = Ballot.max(of.forgotten, ballot);
    }

    void accepted(String nodeId, long incarnation, long epoch, Key key, Ballot ballot, StrongValue value) {
        OfKey of = of(key);
        StrongValue known = of.values.putIfAbsent(ballot, value);
        Long expiry = of.expiries.putIfAbsent(ballot, value.expireAtMillis());
        if (known != null
                && (!known.equals(value) || expiry != value.expireAtMillis() || known.data() != value.data())) {
            throw new ModelViolation("two values of " + key + " under " + ballot);
        }
        if (of.accepted.add(ballot)) {
            for (Ballot chosen : of.chosen) {
                checkParent(key, of, chosen, ballot);
            }
        }
        Set<String> holders = of.holders.computeIfAbsent(new Holding(ballot, epoch), h -> new LinkedHashSet<>());
        holders.add(nodeId + "#" + incarnation);
        if (!of.chosen.contains(ballot) && model.isQuorum(epoch, holders)) {
            of.chosen.add(ballot);
            for (Ballot later : of.accepted) {
                checkParent(key, of, ballot, later);
            }
        }
    }

    private static void checkParent(Key key, OfKey of, Ballot chosen, Ballot accepted) {
        if (chosen.compareTo(accepted) >= 0 || !chosen.isOver(of.forgotten)) {
            return;
        }
        Ballot parent = of.parents.get(accepted);
        if (parent == null || chosen.isOver(parent)) {
            throw new ModelViolation(key + ": " + accepted + " has parent " + parent + " below the chosen " + chosen);
        }
    }

    private OfKey of(Key key) {
        return keys.computeIfAbsent(key, k -> new OfKey());
    }
}
