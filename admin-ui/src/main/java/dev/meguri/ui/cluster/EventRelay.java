package dev.meguri.ui.cluster;

import dev.meguri.ui.web.Outbound;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Follows the manager's event log and passes each event to the browsers. One thread of its own reads; when the connection
 * ends it is opened again, after the last event that was seen, so that none is missed.
 */
@ApplicationScoped
public class EventRelay {
    private static final long RETRY_MILLIS = 1000;

    private final Outbound outbound;
    private final ManagerClient manager;
    private final StreamHub hub;
    private Thread reader;
    private String lastEventId;

    EventRelay(Outbound outbound, ManagerClient manager, StreamHub hub) {
        this.outbound = outbound;
        this.manager = manager;
        this.hub = hub;
    }

    void start(@Observes StartupEvent started) {
        reader = Thread.ofVirtual().name("event-relay").start(this::follow);
    }

    void stop(@Observes ShutdownEvent stopping) {
        reader.interrupt();
    }

    private void follow() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                read();
            } catch (IOException | UncheckedIOException e) {
                // The overview says that the manager is away; here there is nothing to add.
            }
            try {
                Thread.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void read() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HttpHeaders.ACCEPT, MediaType.SERVER_SENT_EVENTS);
        if (lastEventId != null) {
            headers.put("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> answer =
                outbound.open(manager.uri("/events"), headers, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            if (answer.statusCode() == 200) {
                SseLines parser = new SseLines(this::passOn);
                lines.forEach(parser::line);
            }
        }
    }

    private void passOn(String id, String data) {
        if (id != null) {
            lastEventId = id;
        }
        hub.event(data);
    }
}
