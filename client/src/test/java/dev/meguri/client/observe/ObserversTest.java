package dev.meguri.client.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.error.InDoubtException;
import dev.meguri.client.error.UnavailableException;
import dev.meguri.client.near.NearStatistics;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ObserversTest {
    @Test
    void calls_areTimed_byCommandAndOutcome_retriesCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ClientObserver observer = MicrometerObserver.of(registry);
        observer.started(new ClientObserver.ClientFigures() {
            @Override
            public String name() {
                return "shop";
            }

            @Override
            public int connections() {
                return 3;
            }

            @Override
            public int callsInProgress() {
                return 2;
            }

            @Override
            public long ringVersion() {
                return 41;
            }
        });
        ClientObserver.Watch watch = observer.began("GET");
        watch.sent("a", 1);
        watch.failed("moved");
        watch.ended(null);
        observer.began("GET").ended(new UnavailableException("no"));
        observer.began("MEGURI.SET").ended(new InDoubtException("may be", null, null, null));
        assertEquals(
                1,
                registry.get("meguri.client.calls")
                        .tags("command", "GET", "outcome", "ok")
                        .timer()
                        .count());
        assertEquals(
                1,
                registry.get("meguri.client.calls")
                        .tag("outcome", "failed")
                        .timer()
                        .count());
        assertEquals(
                1,
                registry.get("meguri.client.calls")
                        .tag("outcome", "in_doubt")
                        .timer()
                        .count());
        assertTrue(
                registry.get("meguri.client.calls").tag("outcome", "ok").timer().totalTime(TimeUnit.NANOSECONDS) > 0);
        assertEquals(
                1,
                registry.get("meguri.client.retries")
                        .tag("command", "GET")
                        .counter()
                        .count());
        assertEquals(3, registry.get("meguri.client.connections").gauge().value());
        assertEquals(
                41,
                registry.get("meguri.client.ring.version")
                        .tag("client", "shop")
                        .gauge()
                        .value());
        observer.stopped();
        assertFalse(registry.getMeters().stream()
                .anyMatch(meter -> meter.getId().getName().contains("ring")));
    }

    @Test
    void nearCaches_areCounted_byWhatBecameOfReads() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ClientObserver observer = Observers.all(List.of(MicrometerObserver.of(registry), ClientObserver.NONE));
        observer.near(new ClientObserver.NearFigures() {
            @Override
            public String client() {
                return "shop";
            }

            @Override
            public String prefix() {
                return "user:";
            }

            @Override
            public NearStatistics statistics() {
                return new NearStatistics(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
            }
        });
        List<Double> values = new ArrayList<>();
        for (String meter : List.of(
                "reads result hit",
                "reads result miss",
                "invalidations",
                "refreshes",
                "dropped cause age",
                "dropped cause ring",
                "dropped cause connection",
                "refused cause overtaken",
                "refused cause older")) {
            String[] words = meter.split(" ");
            RequiredSearch search =
                    registry.get("meguri.client.near." + words[0]).tags("client", "shop", "prefix", "user:");
            values.add((words.length == 1 ? search : search.tag(words[1], words[2]))
                    .functionCounter()
                    .count());
        }
        assertEquals(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0), values);
        assertEquals(10, registry.get("meguri.client.near.entries").gauge().value());
        assertEquals(11, registry.get("meguri.client.near.bytes").gauge().value());
        observer.stopped();
        assertTrue(registry.getMeters().isEmpty());
    }

    @Test
    void calls_areSpans_ofTheOneThatIsCurrent() {
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        try (OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build()) {
            ClientObserver observer = TracingObserver.of(telemetry);
            var parent = telemetry.getTracer("test").spanBuilder("request").startSpan();
            Scope current = parent.makeCurrent();
            ClientObserver.Watch watch = observer.began("GET");
            current.close();
            watch.sent("a", 1);
            watch.failed("the connection ended");
            watch.sent("b", 2);
            watch.ended(new UnavailableException("nobody"));
            List<SpanData> ended = spans.getFinishedSpanItems();
            assertEquals(1, ended.size());
            SpanData span = ended.getFirst();
            assertEquals("GET", span.getName());
            assertEquals(parent.getSpanContext().getSpanId(), span.getParentSpanId());
            assertEquals("b", span.getAttributes().get(AttributeKey.stringKey("meguri.node")));
            assertEquals(2, span.getAttributes().get(AttributeKey.longKey("meguri.attempts")));
            assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
            assertEquals(1, span.getEvents().size());
        }
    }

    @Test
    void whatTheApplicationBrings_isFound() {
        assertNotEquals(ClientObserver.NONE, Observers.present());
        assertEquals(ClientObserver.NONE, Observers.all(List.of()));
    }
}
