package dev.meguri.demo.loading;

import dev.meguri.client.Receipt;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/**
 * One call's answer.
 *
 * @param value null: the upstream says that there is none
 * @param receipt of the cache's read; null: the cache took no part
 */
public record Served(byte[] value, CallKind kind, Receipt receipt, double latencyMillis) {
    /** {@code cache} or {@code upstream}. */
    public static final String SOURCE = "X-Demo-Source";

    /** {@code hit}, {@code stale}, {@code miss}, {@code shared} or {@code direct}: see {@link CallKind}. */
    public static final String KIND = "X-Demo-Kind";

    /** Milliseconds, with fractions, from the request's arrival to its answer. */
    public static final String LATENCY = "X-Demo-Latency-Millis";

    /** The node that answered, and whether it is the key's primary or a replica. */
    public static final String CACHE_NODE = "X-Demo-Cache-Node";

    public static final String CACHE_SOURCE = "X-Demo-Cache-Source";

    /** The answer with what is told of how it was made. */
    public Response.ResponseBuilder describe(Response.ResponseBuilder answer) {
        answer.header(SOURCE, kind.source())
                .header(KIND, kind.wire())
                .header(LATENCY, String.format(Locale.ROOT, "%.2f", latencyMillis))
                .header("Cache-Control", "no-store");
        if (receipt != null && receipt.source() != null) {
            answer.header(CACHE_NODE, receipt.node())
                    .header(CACHE_SOURCE, receipt.source().name().toLowerCase(Locale.ROOT));
        }
        return answer;
    }
}
