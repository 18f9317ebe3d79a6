package dev.meguri.node.rest;

import dev.meguri.api.cache.CacheApi;
import dev.meguri.api.cache.CacheHeaders;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.token.ClientToken;
import dev.meguri.core.version.Version;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** The cache over HTTP. Everything runs on event loops. */
@Singleton
public class CacheResource implements CacheApi {
    private static final byte[] NOTHING = new byte[0];

    private final OperationRunner runner;
    private final Answers answers;
    private final LeasedReads leases;
    private final CurrentVertxRequest request;

    CacheResource(OperationRunner runner, Answers answers, LeasedReads leases, CurrentVertxRequest request) {
        this.leases = leases;
        this.runner = runner;
        this.answers = answers;
        this.request = request;
    }

    @Override
    public Uni<Response> get(String path, String ifNoneMatch, String lease, String refresh, String wait) {
        Key key = key(path);
        if (lease == null) {
            return read(key, ifNoneMatch, true);
        }
        return leases.read(key, LeaseParameters.terms(lease, refresh, wait), ifNoneMatch);
    }

    @Override
    public Uni<Response> head(String path, String ifNoneMatch) {
        return read(key(path), ifNoneMatch, false);
    }

    @Override
    public Uni<Response> put(
            String path,
            String ttl,
            String ifMatch,
            String ifNoneMatch,
            String idempotencyKey,
            String lease,
            String contentType,
            byte[] value) {
        Key key = key(path);
        Version leased = lease == null ? null : LeaseParameters.lease(lease);
        Operation put = new Operation.Put(
                key,
                value == null ? NOTHING : value,
                Parameters.contentType(contentType),
                Parameters.ttlMillis(parameter("ttl", ttl)),
                Preconditions.ofWrite(ifMatch, ifNoneMatch));
        Uni<Result> stored = runner.run(put, token(idempotencyKey));
        Uni<Result> ended = leased == null ? stored : stored.call(result -> leases.loaded(key, leased, result));
        return ended.map(result -> answers.ofWrite(key, result));
    }

    @Override
    public Uni<Response> post(
            String path,
            String ttl,
            String increment,
            String ifMatch,
            String ifNoneMatch,
            String idempotencyKey,
            String contentType,
            byte[] value) {
        String number = parameter("increment", increment);
        if (number == null) {
            return put(path, ttl, ifMatch, ifNoneMatch, idempotencyKey, null, contentType, value);
        }
        Key key = key(path);
        Operation add =
                new Operation.Increment(key, Parameters.increment(number), Parameters.ttlMillis(parameter("ttl", ttl)));
        return runner.run(add, token(idempotencyKey)).map(result -> answers.ofIncrement(key, result));
    }

    @Override
    public Uni<Response> delete(String path, String ifMatch, String idempotencyKey) {
        Key key = key(path);
        Operation remove = new Operation.Remove(key, Preconditions.ofMatch(ifMatch));
        return runner.run(remove, token(idempotencyKey)).map(result -> answers.ofRemove(key, result));
    }

    private Uni<Response> read(Key key, String ifNoneMatch, boolean withBody) {
        return runner.run(new Operation.Get(key), null)
                .map(result -> answers.ofRead(key, result, ifNoneMatch, withBody));
    }

    /** JAX-RS makes null of an empty parameter ({@code ?ttl=}); that must not pass for one that is not there. */
    private String parameter(String name, String value) {
        return value == null && request.getCurrent().queryParams().contains(name) ? "" : value;
    }

    /** As for parameters: an empty header must not pass for none. */
    private ClientToken token(String header) {
        boolean isThere = request.getCurrent().request().headers().contains(CacheHeaders.IDEMPOTENCY_KEY);
        return IdempotencyKey.parse(header == null && isThere ? "" : header);
    }

    private Key key(String routed) {
        return KeyPath.key(request.getCurrent().request().path(), routed);
    }
}
