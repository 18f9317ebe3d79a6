package dev.meguri.simulator.check;

import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.workload.KeyHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which node forgot which versions: what promises about acknowledged writes are measured by. A node forgets a write when
 * its memory, which had this version of the key or a newer one, ends, and its disk has only an older one or none: however
 * the copy came there, by the write itself, by repair or by a move; and where it had the clear version of the slot instead, which took
 * the write away.
 */
public final class MemoryLosses implements Observer {
    /** The node had the key up to {@code had} and was left with {@code kept} (null: nothing). */
    private record Loss(SimNode node, Version had, Version kept) {}

    /** The node knew that a slot was cleared up to {@code had}, and was left with {@code kept}, without it. */
    private record LostClear(SimNode node, Version had, Map<Key, Entry> kept) {
        /** The version of the key that was left: its own, or that of an older clearing. Null: nothing. */
        Version left(Key key, Key clear) {
            Entry own = kept.get(key);
            Entry cleared = kept.get(clear);
            if (own == null || cleared != null && cleared.version().isNewerThan(own.version())) {
                return cleared == null ? null : cleared.version();
            }
            return own.version();
        }
    }

    private final Map<Key, List<Loss>> losses = new HashMap<>();
    /** By the key of the clear version. */
    private final Map<Key, List<LostClear>> lostClears = new HashMap<>();

    private final int slotCount;
    private int count;

    public MemoryLosses(int slotCount) {
        this.slotCount = slotCount;
    }

    @Override
    public void onMemoryLost(SimNode node, List<Entry> had, List<Entry> kept) {
        count++;
        Map<Key, Entry> left = new HashMap<>();
        for (Entry entry : kept) {
            left.put(entry.key(), entry);
        }
        for (Entry entry : had) {
            Entry disk = left.get(entry.key());
            Version on = disk == null ? null : disk.version();
            if (disk != null && !disk.lineage().isSameAs(entry.lineage())) {
                // its version does not tell which of the concurrent writes it has
                on = null;
            }
            if (on == null || entry.version().isNewerThan(on)) {
                losses.computeIfAbsent(entry.key(), k -> new ArrayList<>()).add(new Loss(node, entry.version(), on));
                if (ClearKey.is(entry.key()) && entry.isGone()) {
                    lostClears
                            .computeIfAbsent(entry.key(), k -> new ArrayList<>())
                            .add(new LostClear(node, entry.version(), left));
                }
            }
        }
    }

    /** Nodes that had the write, or a newer one to its key, and have forgotten it. */
    public int nodesThatForgot(KeyHistory key, KeyHistory.Acknowledged write) {
        Set<SimNode> nodes = new HashSet<>();
        for (Loss loss : losses.getOrDefault(write.carrier(), List.of())) {
            boolean had = !write.version().isNewerThan(loss.had());
            boolean kept = loss.kept() != null && !write.version().isNewerThan(loss.kept());
            if (had && !kept) {
                nodes.add(loss.node());
            }
        }
        Key clear = ClearKey.of(key.key.slot(slotCount));
        for (LostClear loss : lostClears.getOrDefault(clear, List.of())) {
            Version left = loss.left(key.key, clear);
            if (!write.version().isNewerThan(loss.had())
                    && (left == null || write.version().isNewerThan(left))) {
                nodes.add(loss.node());
            }
        }
        return nodes.size();
    }

    /** Whether the write must still be there: fewer nodes than its quorum have forgotten it. */
    public boolean mustSurvive(KeyHistory key, KeyHistory.Acknowledged write) {
        return nodesThatForgot(key, write) < write.needed();
    }

    /** How often a node's memory was lost. */
    public int count() {
        return count;
    }
}
