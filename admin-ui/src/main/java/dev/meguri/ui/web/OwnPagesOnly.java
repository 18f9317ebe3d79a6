package dev.meguri.ui.web;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses changes that a page from elsewhere asks a browser to make here. Browsers say where a request comes from in
 * {@code Sec-Fetch-Site} and no page can forge it; programs that are no browsers do not send it and pass.
 */
class OwnPagesOnly {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @ServerRequestFilter
    Optional<Response> filter(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site == null || OWN.contains(site) || SAFE.contains(request.getMethod())) {
            return Optional.empty();
        }
        return Optional.of(ProblemMappers.answer(Problem.of(
                ErrorCode.INVALID_REQUEST,
                "Sec-Fetch-Site",
                "Changes are taken from this server's own pages only, and from programs that are no browsers.")));
    }
}
