package dev.meguri.manager.driver;

import dev.meguri.api.cluster.EventView;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Hands stored events to whoever listens. Listeners are called on the driver's thread and must not block or throw. */
@Singleton
public class EventFeed {
    private final List<Consumer<EventView>> listeners = new CopyOnWriteArrayList<>();

    public void listen(Consumer<EventView> listener) {
        listeners.add(listener);
    }

    public void forget(Consumer<EventView> listener) {
        listeners.remove(listener);
    }

    void publish(List<EventView> events) {
        for (EventView event : events) {
            listeners.forEach(l -> l.accept(event));
        }
    }
}
