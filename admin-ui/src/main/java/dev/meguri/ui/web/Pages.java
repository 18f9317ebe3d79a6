package dev.meguri.ui.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Serves the pages: an address that names no file and no service is the front end's own, and gets its one document. Built
 * files carry a hash in their name and may be kept for good; the document names them and is asked for each time.
 */
@ApplicationScoped
class Pages {
    private static final int BEFORE_ROUTES = 100;
    private static final String DOCUMENT = "/index.html";

    /** Mantine writes style elements; fonts under 4 KiB are written into the style sheet. Nothing comes from elsewhere. */
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_ROUTES);
    }

    private void handle(RoutingContext context) {
        String path = context.normalizedPath();
        HttpMethod method = context.request().method();
        boolean read = method == HttpMethod.GET || method == HttpMethod.HEAD;
        HttpServerResponse response = context.response();
        if (!read || isService(path)) {
            context.next();
        } else if (path.startsWith("/assets/")) {
            response.putHeader("Cache-Control", "public, max-age=31536000, immutable");
            context.next();
        } else if (path.equals("/") || path.equals(DOCUMENT) || namesFile(path)) {
            response.putHeader("Cache-Control", "no-cache")
                    .putHeader("Content-Security-Policy", POLICY)
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .putHeader("Referrer-Policy", "no-referrer");
            context.next();
        } else {
            context.reroute(DOCUMENT);
        }
    }

    private static boolean isService(String path) {
        return path.startsWith("/api/") || path.equals("/q") || path.startsWith("/q/");
    }

    private static boolean namesFile(String path) {
        return path.indexOf('.', path.lastIndexOf('/')) >= 0;
    }
}
