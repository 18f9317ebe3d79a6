package dev.meguri.manager.rest;

import dev.meguri.api.cluster.EventView;
import dev.meguri.manager.driver.EventFeed;
import dev.meguri.manager.store.SqliteStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The event log as a stream for one listener: what it missed, out of the database, then what happens; nothing twice. */
@Singleton
class EventStream {
    /** Events read at once from the log. */
    private static final int PAGE = 500;

    /** Events that one listener may be behind. Over it the stream ends; the listener comes again with its last id. */
    private static final int MAX_BEHIND = 10_000;

    private final SqliteStore store;
    private final EventFeed feed;

    EventStream(SqliteStore store, EventFeed feed) {
        this.store = store;
        this.feed = feed;
    }

    /** @param after the last id the listener has; null: it wants only what happens from now on */
    Multi<EventView> after(Long after) {
        return Multi.createFrom()
                .<EventView>emitter(emitter -> new Listener(emitter, after).begin())
                .onOverflow()
                .buffer(MAX_BEHIND);
    }

    private final class Listener implements Consumer<EventView> {
        private final MultiEmitter<? super EventView> emitter;
        private final List<EventView> early = new ArrayList<>();
        private long lastId;
        private boolean caughtUp;

        Listener(MultiEmitter<? super EventView> emitter, Long after) {
            this.emitter = emitter;
            this.lastId = after == null ? 0 : after;
            this.caughtUp = after == null;
        }

        void begin() {
            feed.listen(this);
            emitter.onTermination(() -> feed.forget(this));
            if (!caughtUp) {
                Infrastructure.getDefaultWorkerPool().execute(this::catchUp);
            }
        }

        private void catchUp() {
            try {
                List<EventView> page;
                do {
                    page = store.eventsAfter(lastId, PAGE);
                    page.forEach(this::emit);
                } while (page.size() == PAGE);
            } catch (RuntimeException e) {
                emitter.fail(e);
                return;
            }
            synchronized (this) {
                early.forEach(this::emit);
                early.clear();
                caughtUp = true;
            }
        }

        @Override
        public synchronized void accept(EventView event) {
            if (caughtUp) {
                emit(event);
            } else if (early.size() < MAX_BEHIND) {
                early.add(event);
            } else {
                emitter.fail(new IllegalStateException("too far behind"));
            }
        }

        private void emit(EventView event) {
            if (event.id() > lastId) {
                lastId = event.id();
                emitter.emit(event);
            }
        }
    }
}
