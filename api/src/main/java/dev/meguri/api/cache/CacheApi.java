package dev.meguri.api.cache;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The cache over HTTP. The body is the value, its content type is kept; keys are 1 to 4,096 bytes of UTF-8 in the path
 * (percent-encoded where needed, slashes allowed). Every answer carries its receipt ({@link CacheHeaders}); errors are
 * {@link dev.meguri.api.problem.Problem} documents. Any node takes any key.
 *
 * <p>A write with an {@link CacheHeaders#IDEMPOTENCY_KEY} is made once: sent again, to any node, it is answered with what the
 * first one did. What changed nothing (a condition that did not hold) is not remembered and is tried again.
 */
@Path("/api/cache")
@Tag(name = "cache", description = "Values by key, with the receipt in the X-Meguri-* headers")
public interface CacheApi {
    /**
     * 200 with the value, 304 when {@code If-None-Match} names its version, 404 {@code key_not_found}.
     *
     * <p>With {@link CacheHeaders#LEASE} one of all who ask is to load a value that is absent, or has little time left: the one
     * whose answer (404, or 200 with the old value) has that header, too. He stores it by a PUT with the lease, or gives it back
     * ({@link LeaseApi}). Others get the old value, or wait; 503 {@code being_loaded} where there is none in time.
     *
     * @param lease how long the lease lasts, 100ms to 5m. Short: a slow loader loses it; long: others wait that long for one that
     *     died
     * @param refresh what has no more than this left is loaded again
     * @param wait for the value that somebody else loads, up to 30s; without it: not at all
     */
    @GET
    @Path("/{key: .+}")
    @Operation(summary = "Read a value, or be asked to load it")
    Uni<Response> get(
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            @HeaderParam(CacheHeaders.LEASE) String lease,
            @HeaderParam(CacheHeaders.LEASE_REFRESH) String refresh,
            @HeaderParam(CacheHeaders.LEASE_WAIT) String wait);

    /** As GET, without the body. */
    @HEAD
    @Path("/{key: .+}")
    @Operation(summary = "Read a value's headers")
    Uni<Response> head(@PathParam("key") String key, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch);

    /**
     * Stores the body: 201 when the key was absent, else 204. {@code If-Match: "version"} stores only over that version,
     * {@code If-None-Match: *} only where the key is absent; else 412 {@code condition_failed} with the current version.
     *
     * <p>With {@link CacheHeaders#LEASE} that lease ends once the value is stored, or is not because of the condition.
     *
     * @param ttl {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}, or plain seconds; {@code none} for no
     *     expiry; without it the policy's default applies
     */
    @PUT
    @Path("/{key: .+}")
    @Operation(summary = "Store a value, or compare-and-set it")
    Uni<Response> put(
            @PathParam("key") String key,
            @QueryParam("ttl") String ttl,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            @HeaderParam(CacheHeaders.IDEMPOTENCY_KEY) String idempotencyKey,
            @HeaderParam(CacheHeaders.LEASE) String lease,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] value);

    /**
     * Without {@code increment} the same as PUT. With it: adds the number to the decimal integer under the key (0 where
     * absent) and answers 200 with the sum as text.
     */
    @POST
    @Path("/{key: .+}")
    @Operation(summary = "Store a value, or add to a number")
    Uni<Response> post(
            @PathParam("key") String key,
            @QueryParam("ttl") String ttl,
            @QueryParam("increment") String increment,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            @HeaderParam(CacheHeaders.IDEMPOTENCY_KEY) String idempotencyKey,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] value);

    /** 204 when a value was there, 404 when not; {@code If-Match} deletes only that version, else 412. */
    @DELETE
    @Path("/{key: .+}")
    @Operation(summary = "Delete a value")
    Uni<Response> delete(
            @PathParam("key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(CacheHeaders.IDEMPOTENCY_KEY) String idempotencyKey);
}
