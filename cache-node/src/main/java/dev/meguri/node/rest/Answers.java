package dev.meguri.node.rest;

import dev.meguri.api.cache.CacheHeaders;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;
import dev.meguri.node.agent.NodeView;
import dev.meguri.node.receipt.Level;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Locale;

/** Results as responses, each with its receipt. */
@Singleton
class Answers {
    private final Problems problems;
    private final NodeView view;

    Answers(Problems problems, NodeView view) {
        this.problems = problems;
        this.view = view;
    }

    /** @param withBody false for HEAD; @param known the reader's If-None-Match, or null */
    Response ofRead(Key key, Result result, String known, boolean withBody) {
        if (!(result instanceof Result.Found found)) {
            return ofOther(key, result);
        }
        Entry entry = found.entry();
        if (Preconditions.isKnown(known, entry)) {
            return receipt(Response.notModified(), key, found).build();
        }
        ResponseBuilder response = Response.ok()
                .header(HttpHeaders.CONTENT_TYPE, entry.contentType())
                .header("X-Content-Type-Options", "nosniff");
        if (withBody) {
            response.entity(entry.value());
        } else {
            response.header(HttpHeaders.CONTENT_LENGTH, entry.value().length);
        }
        return receipt(response, key, found).build();
    }

    private ResponseBuilder receipt(ResponseBuilder response, Key key, Result.Found found) {
        Entry entry = found.entry();
        return receipt(response, key, found.receipt(), entry.version(), entry.expireAtMillis())
                .header(HttpHeaders.ETAG, null)
                .header(HttpHeaders.ETAG, Preconditions.etag(entry));
    }

    Response ofWrite(Key key, Result result) {
        if (!(result instanceof Result.Written written)) {
            return ofOther(key, result);
        }
        ResponseBuilder response =
                Response.status(written.created() ? Response.Status.CREATED : Response.Status.NO_CONTENT);
        return receipt(response, key, written.receipt(), written.version(), written.expireAtMillis())
                .build();
    }

    Response ofIncrement(Key key, Result result) {
        if (!(result instanceof Result.Written written)) {
            return ofOther(key, result);
        }
        ResponseBuilder response =
                Response.ok(Long.toString(written.number())).header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_PLAIN);
        return receipt(response, key, written.receipt(), written.version(), written.expireAtMillis())
                .build();
    }

    Response ofRemove(Key key, Result result) {
        if (!(result instanceof Result.Removed removed)) {
            return ofOther(key, result);
        }
        ResponseBuilder response = removed.existed() ? Response.noContent() : notFound();
        return receipt(response, key, removed.receipt(), removed.isChange() ? removed.version() : null, 0)
                .build();
    }

    /** The ways in which every operation can end. */
    private Response ofOther(Key key, Result result) {
        return switch (result) {
            case Result.Absent absent -> {
                ResponseBuilder response = notFound();
                if (absent.why() != null) {
                    response.header(CacheHeaders.WHY, absent.why().name().toLowerCase(Locale.ROOT));
                }
                yield receipt(response, key, absent.receipt(), null, 0).build();
            }
            case Result.ConditionFailed failed -> {
                String there =
                        failed.current() == null ? "the key is absent" : "the version there is " + failed.current();
                ResponseBuilder response =
                        problems.response(ErrorCode.CONDITION_FAILED, null, "Nothing was changed: " + there + ".");
                yield receipt(response, key, failed.receipt(), failed.current(), 0)
                        .build();
            }
            case Result.Failed failed -> {
                ResponseBuilder response = problems.response(failed).header(CacheHeaders.SLOT, failed.slot());
                if (failed.needed() > 0) {
                    response.header(CacheHeaders.ACKS, failed.acks() + "/" + failed.needed());
                }
                if (failed.failure().isInDoubt()) {
                    response.header(CacheHeaders.IN_DOUBT, true);
                }
                yield response.build();
            }
            case Result.Found unexpected -> throw new IllegalStateException("a write found: " + unexpected);
            case Result.Written unexpected -> throw new IllegalStateException("a read wrote: " + unexpected);
            case Result.Removed unexpected -> throw new IllegalStateException("not a removal: " + unexpected);
        };
    }

    private ResponseBuilder notFound() {
        return problems.response(ErrorCode.KEY_NOT_FOUND, "key", "There is no value under this key.");
    }

    private ResponseBuilder receipt(
            ResponseBuilder response, Key key, Receipt receipt, Version version, long expireAtMillis) {
        response.header(CacheHeaders.SOURCE, receipt.source().name().toLowerCase(Locale.ROOT))
                .header(CacheHeaders.NODE, receipt.nodeId())
                .header(CacheHeaders.SLOT, receipt.slot())
                .header(CacheHeaders.RING_VERSION, receipt.ringVersion())
                .header(CacheHeaders.ACKS, receipt.acks() + "/" + receipt.replicas());
        if (version != null) {
            response.header(CacheHeaders.VERSION, version.toString())
                    .header(HttpHeaders.ETAG, Preconditions.etag(version));
        }
        if (expireAtMillis > 0) {
            response.header(CacheHeaders.TTL_MILLIS, Math.max(0, expireAtMillis - System.currentTimeMillis()));
        }
        ClusterState state = view.state();
        if (state != null) {
            Policy policy = state.policies().of(key);
            response.header(CacheHeaders.POLICY, policy.prefix())
                    .header(CacheHeaders.LEVEL, Level.of(policy, receipt))
                    .header(
                            CacheHeaders.CONSISTENCY,
                            policy.consistency().name().toLowerCase(Locale.ROOT));
        }
        return response;
    }
}
