package dev.meguri.node.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A malformed {@code limit} would otherwise pass for an unknown path (JAX-RS says so of parameters that do not convert). */
class LimitFilter {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1_000;

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        Parameters.limit(request.getUriInfo().getQueryParameters().getFirst("limit"), DEFAULT_LIMIT, MAX_LIMIT);
    }
}
