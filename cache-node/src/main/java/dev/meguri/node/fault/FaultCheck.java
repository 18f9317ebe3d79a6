package dev.meguri.node.fault;

import dev.meguri.api.fault.FaultDirection;
import dev.meguri.api.fault.FaultKind;
import dev.meguri.api.fault.FaultRequest;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes a {@link Fault} of a request, or says which field is wrong and what it may be. */
final class FaultCheck {
    static final long MAX_DURATION_MILLIS = 3_600_000;
    static final long MAX_DELAY_MILLIS = 60_000;
    static final long MAX_OFFSET_MILLIS = 3_600_000;

    private FaultCheck() {}

    /** @throws ProblemException {@code invalid_fault} */
    static Fault check(FaultRequest request, String ownNodeId, long nowMillis) {
        require(request != null, "kind", "send a fault as JSON, such as {\"kind\":\"pause\",\"durationMillis\":2000}");
        FaultKind kind = kind(request.kind());
        long durationMillis = kind == FaultKind.CRASH
                ? 1
                : number(request.durationMillis(), 1, MAX_DURATION_MILLIS, "durationMillis");
        boolean delays = kind == FaultKind.DELAY || kind == FaultKind.SLOW;
        boolean rated = kind == FaultKind.LOSS || kind == FaultKind.DUPLICATION;
        return new Fault(
                kind,
                peer(kind, request.peer(), ownNodeId),
                direction(request.direction()),
                nowMillis,
                nowMillis + durationMillis,
                delays ? number(request.delayMillis(), 1, MAX_DELAY_MILLIS, "delayMillis") : 0,
                kind == FaultKind.DELAY && request.jitterMillis() != null
                        ? number(request.jitterMillis(), 0, MAX_DELAY_MILLIS, "jitterMillis")
                        : 0,
                rated ? rate(request.rate()) : 0,
                kind == FaultKind.BANDWIDTH ? number(request.bytesPerSecond(), 1, 1L << 40, "bytesPerSecond") : 0,
                kind == FaultKind.CLOCK_OFFSET
                        ? number(request.offsetMillis(), -MAX_OFFSET_MILLIS, MAX_OFFSET_MILLIS, "offsetMillis")
                        : 0);
    }

    private static FaultKind kind(String text) {
        for (FaultKind kind : FaultKind.values()) {
            if (kind.wire().equals(text)) {
                return kind;
            }
        }
        throw wrong("kind", "must be one of " + words(FaultKind.values()));
    }

    private static FaultDirection direction(String text) {
        if (text == null) {
            return FaultDirection.BOTH;
        }
        for (FaultDirection direction : FaultDirection.values()) {
            if (direction.wire().equals(text)) {
                return direction;
            }
        }
        throw wrong("direction", "must be one of " + words(FaultDirection.values()));
    }

    private static String words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String peer(FaultKind kind, String text, String ownNodeId) {
        String peer = text == null ? "" : text.strip();
        if (!kind.isOfLink()) {
            require(peer.isEmpty(), "peer", kind.wire() + " is of the node itself: leave the peer out");
            return "";
        }
        require(
                !peer.isEmpty(),
                "peer",
                kind.wire() + " is of a link: name a node, " + FaultRequest.MANAGER + ", or " + FaultRequest.EVERYBODY
                        + " for all of them");
        require(!peer.equals(ownNodeId), "peer", "this node is " + ownNodeId + ": name another");
        return peer;
    }

    private static double rate(Double rate) {
        require(rate != null && rate > 0 && rate <= 1, "rate", "must be over 0 and at most 1");
        return rate;
    }

    private static long number(Long value, long least, long most, String field) {
        require(value != null && value >= least && value <= most, field, "must be from " + least + " to " + most);
        return value;
    }

    private static void require(boolean holds, String field, String what) {
        if (!holds) {
            throw wrong(field, what);
        }
    }

    private static ProblemException wrong(String field, String what) {
        return new ProblemException(ErrorCode.INVALID_FAULT, field, field + ": " + what + ".");
    }
}
