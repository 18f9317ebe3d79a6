package dev.meguri.core.replication;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.version.Version;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * The puts that made a value where none was, and the removals that took one away, of late. A coordinator that takes over a
 * write finds the write itself already there, under its version; what was there before it, and hence what the client is
 * to be told (created or replaced, removed or absent), only this tells. What is forgotten counts as a replacement, or as
 * the removal of nothing.
 */
final class RecentChanges {
    private record Seen(Version version, long atMillis) {}

    private final long keepMillis;
    private final Set<Version> versions = new HashSet<>();
    private final ArrayDeque<Seen> order = new ArrayDeque<>();

    /** @param keepMillis longer than any operation takes */
    RecentChanges(long keepMillis) {
        this.keepMillis = keepMillis;
    }

    /** @param before what the entry takes the place of; null: nothing */
    void kept(Entry entry, Entry before, long nowMillis) {
        kept(entry, before != null && before.isReadableAt(nowMillis), nowMillis);
    }

    /** @param existed whether a readable value was there */
    void kept(Entry entry, boolean existed, long nowMillis) {
        boolean created = !entry.isGone() && !existed;
        boolean removed = entry.gone() == Removal.DELETED && existed;
        if ((created || removed) && versions.add(entry.version())) {
            order.addLast(new Seen(entry.version(), nowMillis));
        }
        while (!order.isEmpty()
                && (order.size() > Limits.MAX_RECENT_CHANGES || order.peekFirst().atMillis + keepMillis <= nowMillis)) {
            versions.remove(order.removeFirst().version);
        }
    }

    /** Whether a value was there before the write of this version was made, which is there now. */
    boolean existedBefore(Version version, boolean isRemoval) {
        return versions.contains(version) == isRemoval;
    }
}
