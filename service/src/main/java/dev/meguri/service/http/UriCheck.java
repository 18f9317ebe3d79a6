package dev.meguri.service.http;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Whether a request's address is well-formed. Quarkus looks at that too, and refuses with a bare status before any handler
 * runs; {@link #takeOver} leaves it to {@link RequestGuard}, which says why.
 */
public final class UriCheck {
    private static final String QUARKUS_CHECK_OFF = "vertx.disableURIValidation";

    private UriCheck() {}

    /** Called first in a service's main method: the property is read when the HTTP server's classes are loaded. */
    public static void takeOver() {
        System.setProperty(QUARKUS_CHECK_OFF, "true");
    }

    /** Null: nothing is. */
    static String faultOf(String uri) {
        try {
            new URI(uri);
            return null;
        } catch (URISyntaxException e) {
            return e.getReason() + " at character " + (e.getIndex() + 1);
        }
    }
}
