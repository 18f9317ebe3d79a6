package dev.meguri.demo.sessions;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.demo.loading.Served;
import dev.meguri.demo.products.Product;
import dev.meguri.demo.web.Flags;
import dev.meguri.demo.web.Numbers;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

/** Logging in and out, and what is kept of who is logged in. The browser has a cookie with the session's name, Meguri the rest. */
@Path("/api/demo/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SessionResource {
    static final String COOKIE = "meguri-demo-session";
    /** More or fewer of a product by one request. */
    private static final int MAX_CHANGE = 20;

    private final SessionStore store;
    private final SessionStats stats;
    private final Accounts accounts;

    SessionResource(SessionStore store, SessionStats stats, Accounts accounts) {
        this.store = store;
        this.stats = stats;
        this.accounts = accounts;
    }

    /** @param name of who logs in; nothing else is asked */
    public record Login(String name) {}

    /** @param productId 1 to 1,000. @param change -20 to 20 */
    public record CartChange(Integer productId, Integer change) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response login(Login login) {
        require(login != null, "body", "The body must be a JSON object with a name");
        SessionStore.Kept kept = store.create(Session.of(login.name(), System.currentTimeMillis()));
        return Response.status(Response.Status.CREATED)
                .cookie(cookie(kept.token(), (int) SessionStore.TTL.toSeconds()))
                .entity(SessionView.of(kept))
                .build();
    }

    @GET
    @Path("/current")
    public Response current(@CookieParam(COOKIE) String token) {
        SessionStore.Kept kept = store.find(token);
        SessionView view = kept == null ? SessionView.none(token != null) : SessionView.of(kept);
        return Response.ok(view).header("Cache-Control", "no-store").build();
    }

    /** The page was opened: counts that, and keeps the session for another half hour. */
    @POST
    @Path("/current/visits")
    public Response visit(@CookieParam(COOKIE) String token) {
        return changed(store.change(token, Session::visited));
    }

    @POST
    @Path("/current/cart")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response cart(@CookieParam(COOKIE) String token, CartChange body) {
        require(body != null, "body", "The body must be a JSON object with productId and change");
        require(body.productId() != null, "productId", "productId must be there: which product?");
        require(body.change() != null, "change", "change must be there: how many more, or fewer?");
        int productId = (int) Numbers.requireWithin("productId", body.productId(), 1, Product.COUNT);
        int change = (int) Numbers.requireWithin("change", body.change(), -MAX_CHANGE, MAX_CHANGE);
        return changed(store.change(token, session -> session.with(productId, change)));
    }

    /** What the directory of users, which is slow, tells of who is logged in. */
    @GET
    @Path("/current/account")
    public Response account(@CookieParam(COOKIE) String token, @QueryParam("cache") String useCache) {
        boolean usesCache = Flags.useCache(useCache);
        SessionStore.Kept kept = store.find(token);
        if (kept == null) {
            throw noSession();
        }
        Served served = accounts.read(kept.session().name(), usesCache);
        return served.describe(Response.ok(served.value())).build();
    }

    @DELETE
    @Path("/current")
    public Response logout(@CookieParam(COOKIE) String token) {
        store.end(token);
        return Response.noContent().cookie(cookie("", 0)).build();
    }

    @GET
    @Path("/stats")
    public SessionStats.View stats() {
        return stats.view();
    }

    private static Response changed(SessionStore.Kept kept) {
        if (kept == null) {
            throw noSession();
        }
        return Response.ok(SessionView.of(kept))
                .cookie(cookie(kept.token(), (int) SessionStore.TTL.toSeconds()))
                .build();
    }

    private static NewCookie cookie(String value, int maxAgeSeconds) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/")
                .maxAge(maxAgeSeconds)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    private static ProblemException noSession() {
        return new ProblemException(ErrorCode.NOT_FOUND, null, "There is no session: log in first.");
    }

    private static void require(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw new ProblemException(ErrorCode.INVALID_REQUEST, field, otherwise);
        }
    }
}
