package dev.meguri.service.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * How long a request's address and headers may be. The server itself refuses with a bare status, before any handler runs;
 * so its own limits are wider, and {@link RequestGuard} refuses with a document what lies between. Only what is beyond
 * the server's limits gets the bare status.
 */
@Singleton
class HttpLimits implements HttpServerOptionsCustomizer {
    /** A key of 4 KiB is three times as long when it is percent-encoded. Low: long keys are refused; high: memory. */
    static final int MAX_URI_BYTES = 16 * 1024;

    /** Of all headers together. Low: cookies and tracing do not fit; high: memory per connection. */
    static final int MAX_HEADERS_BYTES = 32 * 1024;

    private static final int SERVER_BYTES = 128 * 1024;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setMaxInitialLineLength(SERVER_BYTES).setMaxHeaderSize(SERVER_BYTES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
