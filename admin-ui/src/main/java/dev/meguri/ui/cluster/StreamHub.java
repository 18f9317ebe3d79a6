package dev.meguri.ui.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The browsers that listen. Each document is put together and encoded once, whoever listens; nobody listens, nothing is
 * asked. A browser that does not keep up loses its stream when {@link #MAX_BEHIND} messages wait for it, and opens a new
 * one.
 */
@ApplicationScoped
public class StreamHub {
    private static final int MAX_BEHIND = 256;

    private final ClusterWatch watch;
    private final ObjectMapper json;
    private final Sse sse;
    private final List<MultiEmitter<? super OutboundSseEvent>> listeners = new CopyOnWriteArrayList<>();
    private volatile long ringVersionSent = -1;

    StreamHub(ClusterWatch watch, ObjectMapper json, Sse sse, MeterRegistry metrics) {
        this.watch = watch;
        this.json = json;
        this.sse = sse;
        metrics.gaugeCollectionSize("meguri.ui.streams", List.of(), listeners);
    }

    /** Starts with the present picture, then what the beats and the event log bring. Asks the manager: worker threads only. */
    public Multi<OutboundSseEvent> listen() {
        Overview now = watch.overview();
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            emitter.emit(message("overview", now.withoutRing()));
                            if (now.ring() != null) {
                                emitter.emit(message("ring", now.ring()));
                            }
                            listeners.add(emitter);
                            emitter.onTermination(() -> listeners.remove(emitter));
                        },
                        MAX_BEHIND);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        if (listeners.isEmpty()) {
            return;
        }
        Overview now = watch.overview();
        RingPicture ring = now.ring();
        if (ring != null && ring.ringVersion() != ringVersionSent) {
            send(message("ring", ring));
            ringVersionSent = ring.ringVersion();
        }
        send(message("overview", now.withoutRing()));
    }

    /** Tells all browsers, where there are any. */
    public void publish(String name, Object document) {
        if (!listeners.isEmpty()) {
            send(message(name, document));
        }
    }

    /** Passes an event of the cluster's log on at once. */
    void event(String document) {
        if (!listeners.isEmpty()) {
            send(encoded("event", document));
        }
    }

    private void send(OutboundSseEvent message) {
        for (MultiEmitter<? super OutboundSseEvent> listener : listeners) {
            listener.emit(message);
        }
    }

    private OutboundSseEvent message(String name, Object document) {
        try {
            return encoded(name, json.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours cannot be written as JSON", e);
        }
    }

    private OutboundSseEvent encoded(String name, String document) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(document)
                .build();
    }
}
