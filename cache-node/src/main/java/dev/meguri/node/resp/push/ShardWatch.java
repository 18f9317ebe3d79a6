package dev.meguri.node.resp.push;

import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.KeyObserver;
import dev.meguri.core.store.Removal;
import dev.meguri.resp.push.KeyEvents;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Is told what becomes of one shard's keys, and by which command where that came to this node. In the shard's turns. */
public final class ShardWatch implements KeyObserver {
    private static final Logger LOG = Logger.getLogger(ShardWatch.class);
    /** Commands in progress whose names are kept; those of more are not. */
    private static final int MAX_CAUSES = 65_536;

    /** @param event of {@link KeyEvents#of} */
    record Cause(String event, long clientId) {}

    private static final Cause UNKNOWN = new Cause(null, 0);

    private final KeyWatch watch;
    private final Map<Key, Cause> causes = new HashMap<>();

    ShardWatch(KeyWatch watch) {
        this.watch = watch;
    }

    void because(Key key, Cause cause) {
        if (causes.size() < MAX_CAUSES) {
            causes.put(key, cause);
        }
    }

    void done(Key key) {
        if (!causes.isEmpty()) {
            causes.remove(key);
        }
    }

    @Override
    public boolean isWatching() {
        return watch.isWatching();
    }

    @Override
    public void changed(Key key, Entry before, Entry after, Removal why) {
        try {
            Cause cause = causes.isEmpty() ? UNKNOWN : causes.getOrDefault(key, UNKNOWN);
            // The next change of the key has another cause.
            causes.remove(key);
            if (watch.tracking().isActive()) {
                watch.tracking().changed(key, cause.clientId());
            }
            if (watch.isToldOf(key)) {
                tell(key, before, after, why, cause.event());
            }
        } catch (RuntimeException e) {
            LOG.error("A change of a key could not be told; this is a bug", e);
        }
    }

    private void tell(Key key, Entry before, Entry after, Removal why, String cause) {
        if (after == null) {
            KeyEvents.gone(gone(why), cause, (flag, event) -> watch.tell(key, flag, event));
        } else {
            KeyEvents.changed(
                    before == null ? null : before.value(),
                    before == null ? 0 : before.expireAtMillis(),
                    after.value(),
                    after.expireAtMillis(),
                    cause,
                    (flag, event) -> watch.tell(key, flag, event));
        }
    }

    private static KeyEvents.Gone gone(Removal why) {
        return switch (why) {
            case DELETED -> KeyEvents.Gone.DELETED;
            case EXPIRED -> KeyEvents.Gone.EXPIRED;
            case EVICTED -> KeyEvents.Gone.EVICTED;
            case REPLACED, MOVED, LOST -> KeyEvents.Gone.ELSEWHERE;
        };
    }
}
