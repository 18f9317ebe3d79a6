package dev.meguri.client.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.error.InDoubtException;
import dev.meguri.client.error.UnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
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
