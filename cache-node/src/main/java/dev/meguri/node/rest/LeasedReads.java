package dev.meguri.node.rest;

import dev.meguri.api.cache.CacheHeaders;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.core.lease.LeaseAnswer;
import dev.meguri.core.lease.LeaseTerms;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Version;
import dev.meguri.node.fault.Faults;
import dev.meguri.node.lease.Leases;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** Reads of values that one of those who ask is to load, as responses. */
@Singleton
class LeasedReads {
    private final Leases leases;
    private final Answers answers;
    private final Problems problems;
    private final Faults faults;

    LeasedReads(Leases leases, Answers answers, Problems problems, Faults faults) {
        this.leases = leases;
        this.answers = answers;
        this.problems = problems;
        this.faults = faults;
    }

    Uni<Response> read(Key key, LeaseTerms terms, String ifNoneMatch) {
        Key leased = LeaseParameters.leased(key);
        return Uni.createFrom()
                .<LeaseAnswer>emitter(emitter -> leases.ask(leased, terms, null, emitter::complete))
                .map(answer -> switch (answer) {
                    case LeaseAnswer.Failed failed ->
                        problems.response(failed.failure()).build();
                    case LeaseAnswer.Known known -> response(key, known, ifNoneMatch);
                });
    }

    private Response response(Key key, LeaseAnswer.Known known, String ifNoneMatch) {
        boolean isLoadedByAnother = known.lease() == null && known.isLoading();
        ResponseBuilder response = isLoadedByAnother && !(known.value() instanceof Result.Found)
                ? problems.response(
                        ErrorCode.BEING_LOADED,
                        null,
                        "There is no value yet, and somebody else is loading it. Ask again, or wait for it with "
                                + CacheHeaders.LEASE_WAIT + ".")
                : Response.fromResponse(answers.ofRead(key, known.value(), ifNoneMatch, true));
        if (known.lease() != null) {
            response.header(CacheHeaders.LEASE, known.lease().toString())
                    .header(CacheHeaders.LEASE_MILLIS, Math.max(0, known.leaseUntilMillis() - faults.clockMillis()));
        }
        if (isLoadedByAnother) {
            response.header(CacheHeaders.LOADING, true);
        }
        return response.build();
    }

    /** A value was stored under a lease, or not: it ends, unless nobody knows. */
    Uni<Void> loaded(Key key, Version lease, Result stored) {
        if (stored instanceof Result.Failed) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .<Result>emitter(emitter -> leases.release(key, lease, emitter::complete))
                .replaceWithVoid();
    }
}
