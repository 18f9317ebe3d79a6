package dev.meguri.client.observe;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

/**
 * A span per call, a child of the one that is current where the call begins, with the attributes that OpenTelemetry's conventions
 * have for databases. Keys are not among them: they may be secrets.
 */
public final class TracingObserver implements ClientObserver {
    private static final String SCOPE = "dev.meguri.client";
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
    private static final AttributeKey<String> NODE = AttributeKey.stringKey("meguri.node");
    private static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("meguri.attempts");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Tracer tracer;

    private TracingObserver(Tracer tracer) {
        this.tracer = tracer;
    }

    public static TracingObserver of(OpenTelemetry telemetry) {
        return new TracingObserver(telemetry.getTracer(SCOPE));
    }

    /** What the application makes global, before the client or after it; until then, nothing is traced. */
    static ClientObserver global() {
        return new Global();
    }

    @Override
    public Watch began(String command) {
        Span span = tracer.spanBuilder(command)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SYSTEM, "meguri")
                .setAttribute(OPERATION, command)
                .startSpan();
        return span.isRecording() ? new OfSpan(span) : Watch.NONE;
    }

    /** Looks for it now and then: to ask with every call would cost each of them a lock. */
    private static final class Global implements ClientObserver {
        private static final long LOOK_NANOS = 1_000_000_000;

        private volatile TracingObserver found;
        private volatile long lookedNanos = System.nanoTime() - LOOK_NANOS;

        @Override
        public Watch began(String command) {
            TracingObserver known = found;
            if (known == null) {
                long now = System.nanoTime();
                if (now - lookedNanos < LOOK_NANOS) {
                    return Watch.NONE;
                }
                lookedNanos = now;
                // get() alone would keep the application from setting one later
                if (!GlobalOpenTelemetry.isSet()) {
                    return Watch.NONE;
                }
                known = of(GlobalOpenTelemetry.get());
                found = known;
            }
            return known.began(command);
        }
    }

    private record OfSpan(Span span) implements Watch {
        @Override
        public void sent(String nodeId, int attempt) {
            span.setAttribute(NODE, nodeId);
            span.setAttribute(ATTEMPTS, (long) attempt);
        }

        @Override
        public void failed(String why) {
            span.addEvent("attempt failed: " + why);
        }

        @Override
        public void ended(Throwable failure) {
            if (failure != null) {
                span.setAttribute(ERROR, failure.getClass().getName());
                span.setStatus(StatusCode.ERROR, failure.getMessage());
            }
            span.end();
        }
    }
}
