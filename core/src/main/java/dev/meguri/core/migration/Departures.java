package dev.meguri.core.migration;

import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Slots of which this node holds keys that are not its to hold any more, after a switch or a change of a policy's copies
 * (SLOT.md, rule 15): the keys are pushed to every live holder, and dropped once all those, and a majority of the holders,
 * have them under the epoch of the switch.
 */
public final class Departures {
    private final ShardContext context;
    /** Slot to the holders that have confirmed, under the slot's present epoch. */
    private final Map<Integer, Set<String>> confirmed = new TreeMap<>();

    public Departures(ShardContext context) {
        this.context = context;
    }

    public boolean contains(int slot) {
        return confirmed.containsKey(slot);
    }

    public int size() {
        return confirmed.size();
    }

    /** Whether we hold keys of the slot that are not ours; if so, the holders that have yet to confirm. */
    public List<String> update(int slot, boolean listsChanged) {
        if (!hasForeignKeys(slot)) {
            confirmed.remove(slot);
            return List.of();
        }
        if (listsChanged || !confirmed.containsKey(slot)) {
            confirmed.put(slot, new LinkedHashSet<>());
        }
        dropIfConfirmed(slot);
        return unconfirmed(slot);
    }

    /** The holder has everything of the slot that it should have and we had. */
    public void agreed(String nodeId, int slot) {
        Set<String> holders = confirmed.get(slot);
        if (holders != null) {
            holders.add(nodeId);
            dropIfConfirmed(slot);
        }
    }

    private List<String> unconfirmed(int slot) {
        Set<String> done = confirmed.get(slot);
        List<String> open = new ArrayList<>();
        if (done != null) {
            for (String node : receivers(slot)) {
                if (!done.contains(node)) {
                    open.add(node);
                }
            }
        }
        return open;
    }

    private void dropIfConfirmed(int slot) {
        SlotAssignment assignment = context.slot(slot);
        if (assignment.isJoint()) {
            return;
        }
        Set<String> done = confirmed.get(slot);
        List<String> receivers = receivers(slot);
        ClusterState state = context.state();
        int have = 0;
        for (String node : receivers) {
            if (done.contains(node)) {
                have++;
            } else if (state.stateOf(node).isLive()) {
                return;
            }
        }
        int fewest = Math.min(fewestCopies(slot), receivers.size());
        int haveFirst = 0;
        for (String node : receivers.subList(0, fewest)) {
            haveFirst += done.contains(node) ? 1 : 0;
        }
        if (have * 2 > receivers.size() && haveFirst * 2 > fewest) {
            drop(slot);
            confirmed.remove(slot);
        }
    }

    /** The holders before our own place in the list; all of them, when we have none. */
    private List<String> receivers(int slot) {
        List<String> list = context.slot(slot).current();
        return list.subList(0, Math.min(list.size(), ownPosition(slot)));
    }

    private int ownPosition(int slot) {
        int position = context.slot(slot).current().indexOf(context.self());
        return position < 0 ? Integer.MAX_VALUE : position;
    }

    private boolean hasForeignKeys(int slot) {
        SlotAssignment assignment = context.slot(slot);
        if (assignment.isJoint() && assignment.holds(context.self())) {
            return false;
        }
        int position = ownPosition(slot);
        if (position == Integer.MAX_VALUE) {
            return context.store().size(slot) > 0;
        }
        return position > 0
                && context.store().digest(slot, 1) != context.store().digest(slot, position + 1);
    }

    /** Of our keys that are not ours: a key with N copies is safe with the first N holders only. */
    private int fewestCopies(int slot) {
        int[] fewest = {Integer.MAX_VALUE};
        context.store()
                .forEach(
                        slot,
                        entry -> fewest[0] = Math.min(
                                fewest[0], context.policyOf(entry.key()).replicas()));
        return fewest[0];
    }

    private void drop(int slot) {
        int position = ownPosition(slot);
        if (position == Integer.MAX_VALUE) {
            context.drop(slot, Removal.MOVED);
            return;
        }
        List<Key> foreign = new ArrayList<>();
        context.store().forEach(slot, (Entry entry) -> {
            if (context.policyOf(entry.key()).replicas() <= position) {
                foreign.add(entry.key());
            }
        });
        foreign.forEach(key -> context.discard(key, Removal.MOVED));
    }
}
