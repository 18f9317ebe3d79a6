package dev.meguri.service.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;

/**
 * Refuses bodies over the service's limit. One that names its length is refused by it; one that does not (chunked) is
 * counted while it is read, and handed on when it is whole. Runs on the request's event loop.
 */
@Singleton
class BodyGuard {
    /**
     * A client that sends its whole body before it reads must find the answer: so much is read and thrown away, instead
     * of a connection that breaks under its hands. Low: the client sees a broken connection; high: idle work.
     */
    private static final long MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

    private final BodyLimit limit;
    private final ProblemAnswers answers;

    BodyGuard(BodyLimit limit, ProblemAnswers answers) {
        this.limit = limit;
        this.answers = answers;
    }

    void handle(RoutingContext rc) {
        HttpServerRequest request = rc.request();
        long announced = announcedBytes(request);
        if (announced > limit.maxBytes()) {
            if (announced > MAX_DISCARDED_BYTES || asksFirst(request)) {
                answers.endAndClose(rc, limit.problem());
            } else {
                new Body(rc, false).read();
            }
        } else if (isOfUnknownLength(request)) {
            if (asksFirst(request)) {
                rc.response().writeContinue();
            }
            new Body(rc, true).read();
        } else {
            rc.next();
        }
    }

    /** In HTTP/2 the resources read such a body themselves: what follows cannot bear it to have ended. */
    private static boolean isOfUnknownLength(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2 && request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** The client waits for a word before it sends the body. */
    private static boolean asksFirst(HttpServerRequest request) {
        return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }

    private static long announcedBytes(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** One body on its way in. */
    private final class Body {
        private final RoutingContext rc;
        private Buffer kept;
        private long bytes;

        Body(RoutingContext rc, boolean keep) {
            this.rc = rc;
            this.kept = keep ? Buffer.buffer() : null;
        }

        void read() {
            rc.request().handler(this::received).endHandler(v -> ended()).resume();
        }

        private void received(Buffer part) {
            bytes += part.length();
            if (bytes > limit.maxBytes()) {
                kept = null;
            } else if (kept != null) {
                kept.appendBuffer(part);
            }
            if (bytes > MAX_DISCARDED_BYTES) {
                answers.endAndClose(rc, limit.problem());
            }
        }

        private void ended() {
            if (kept == null) {
                answers.end(rc, limit.problem());
            } else {
                ((RoutingContextInternal) rc).setBody(kept);
                rc.next();
            }
        }
    }
}
