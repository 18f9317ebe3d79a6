package dev.meguri.core.shard;

import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.KeyObserver;
import dev.meguri.core.store.Removal;
import dev.meguri.core.strong.StrongValue;

/** Tells a {@link KeyObserver} of strong keys, as the store does of others. */
final class StrongObserver {
    private StrongObserver() {}

    /** @param after null: the register was dropped */
    static void tell(KeyObserver observer, Key key, StrongValue before, StrongValue after, long nowMillis) {
        if (!observer.isWatching() || StrongValue.count(before) + StrongValue.count(after) == 0) {
            return;
        }
        Entry was = entry(key, before);
        if (was != null && was.isExpiredAt(nowMillis)) {
            observer.changed(key, was, null, Removal.EXPIRED);
            was = null;
        }
        if (StrongValue.count(after) > 0) {
            observer.changed(key, was, entry(key, after), null);
        } else if (was != null) {
            observer.changed(key, was, null, after == null ? Removal.MOVED : Removal.DELETED);
        }
    }

    private static Entry entry(Key key, StrongValue value) {
        if (StrongValue.count(value) == 0) {
            return null;
        }
        return Entry.value(
                key, value.changeBallot().toVersion(), value.data(), value.contentType(), value.expireAtMillis());
    }
}
