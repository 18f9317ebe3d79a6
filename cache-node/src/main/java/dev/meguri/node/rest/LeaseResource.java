package dev.meguri.node.rest;

import dev.meguri.api.cache.CacheHeaders;
import dev.meguri.api.cache.LeaseApi;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Version;
import dev.meguri.node.fault.Faults;
import dev.meguri.node.lease.Leases;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Leases over HTTP. Everything runs on event loops. */
@Singleton
public class LeaseResource implements LeaseApi {
    private final Leases leases;
    private final Problems problems;
    private final Faults faults;
    private final CurrentVertxRequest request;

    LeaseResource(Leases leases, Problems problems, Faults faults, CurrentVertxRequest request) {
        this.leases = leases;
        this.problems = problems;
        this.faults = faults;
        this.request = request;
    }

    @Override
    public Uni<Response> renew(String path, String lease, String lasting) {
        Key key = key(path);
        Version version = LeaseParameters.lease(lease);
        long millis = LeaseParameters.lasting(lasting);
        return Uni.createFrom()
                .<Result>emitter(emitter -> leases.renew(key, version, millis, emitter::complete))
                .map(this::response);
    }

    @Override
    public Uni<Response> release(String path, String lease) {
        Key key = key(path);
        Version version = LeaseParameters.lease(lease);
        return Uni.createFrom()
                .<Result>emitter(emitter -> leases.release(key, version, emitter::complete))
                .map(this::response);
    }

    private Response response(Result result) {
        return switch (result) {
            case Result.Written renewed ->
                Response.noContent()
                        .header(CacheHeaders.LEASE, renewed.version().toString())
                        .header(CacheHeaders.LEASE_MILLIS, Math.max(0, renewed.expireAtMillis() - faults.clockMillis()))
                        .build();
            case Result.Removed released -> Response.noContent().build();
            case Result.ConditionFailed over ->
                problems.response(
                                ErrorCode.CONDITION_FAILED,
                                CacheHeaders.LEASE,
                                "The lease is over; somebody else may load the value now.")
                        .build();
            case Result.Failed failed -> problems.response(failed).build();
            case Result.Found other -> throw new IllegalStateException("no answer to a lease: " + other);
            case Result.Absent other -> throw new IllegalStateException("no answer to a lease: " + other);
        };
    }

    private Key key(String routed) {
        return LeaseParameters.leased(
                KeyPath.leased(request.getCurrent().request().path(), routed));
    }
}
