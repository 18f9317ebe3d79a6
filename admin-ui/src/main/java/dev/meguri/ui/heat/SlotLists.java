package dev.meguri.ui.heat;

import dev.meguri.ui.cluster.RingPicture;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which nodes each slot has, and is moving to: a ring picture, unpacked. */
final class SlotLists {
    private final List<String>[] current;
    private final List<String>[] next;

    private SlotLists(List<String>[] current, List<String>[] next) {
        this.current = current;
        this.next = next;
    }

    @SuppressWarnings("unchecked")
    static SlotLists of(RingPicture ring) {
        List<List<String>> lists = ring.lists().stream()
                .map(list -> list.stream().map(ring.nodes()::get).toList())
                .toList();
        List<String>[] current = new List[ring.slotCount()];
        List<String>[] next = new List[ring.slotCount()];
        int slot = 0;
        for (int i = 0; i + 2 < ring.runs().size(); i += 3) {
            int until = slot + ring.runs().get(i);
            Arrays.fill(current, slot, until, lists.get(ring.runs().get(i + 1)));
            int to = ring.runs().get(i + 2);
            Arrays.fill(next, slot, until, to < 0 ? List.of() : lists.get(to));
            slot = until;
        }
        return new SlotLists(current, next);
    }

    int slots() {
        return current.length;
    }

    /**
     * The nodes that the slot came to or left since another look, or is coming to or leaving now.
     *
     * @return empty: it stayed where it was
     */
    Set<String> moved(int slot, SlotLists before) {
        Set<String> nodes = new TreeSet<>();
        if (before != null && slot < before.slots()) {
            difference(before.current[slot], current[slot], nodes);
        }
        if (!next[slot].isEmpty()) {
            difference(current[slot], next[slot], nodes);
        }
        return nodes;
    }

    private static void difference(List<String> one, List<String> other, Set<String> into) {
        if (one == other || one.equals(other)) {
            return;
        }
        for (String node : one) {
            if (!other.contains(node)) {
                into.add(node);
            }
        }
        for (String node : other) {
            if (!one.contains(node)) {
                into.add(node);
            }
        }
    }
}
