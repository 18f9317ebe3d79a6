package dev.meguri.wire;

import dev.meguri.api.proto.ConsistencyProto;
import dev.meguri.api.proto.EvictionProto;
import dev.meguri.api.proto.FailureProto;
import dev.meguri.api.proto.HintVerdictProto;
import dev.meguri.api.proto.MemberStateProto;
import dev.meguri.api.proto.MemoryProto;
import dev.meguri.api.proto.NackReasonProto;
import dev.meguri.api.proto.OnMajorityLossProto;
import dev.meguri.api.proto.StandingProto;
import dev.meguri.api.proto.VerdictProto;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.membership.gossip.Standing;
import dev.meguri.core.message.ManagerMessage.Memory;
import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage.HintVerdict;
import dev.meguri.core.message.ShardMessage.Verdict;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.policy.Policy.Consistency;
import dev.meguri.core.policy.Policy.Eviction;
import dev.meguri.core.policy.Policy.OnMajorityLoss;

/**
 * Enumerations. Written out, so that renaming or reordering a constant of the core changes nothing on the wire, and an
 * unknown number is refused.
 */
final class EnumCodec {
    private EnumCodec() {}

    static FailureProto encode(Failure value) {
        return switch (value) {
            case NOT_ENOUGH_REPLICAS -> FailureProto.FAILURE_NOT_ENOUGH_REPLICAS;
            case IN_DOUBT -> FailureProto.FAILURE_IN_DOUBT;
            case UNAVAILABLE -> FailureProto.FAILURE_UNAVAILABLE;
            case NO_RING -> FailureProto.FAILURE_NO_RING;
            case OVERLOADED -> FailureProto.FAILURE_OVERLOADED;
            case CLOCK_SKEW -> FailureProto.FAILURE_CLOCK_SKEW;
            case SLOT_LOST -> FailureProto.FAILURE_SLOT_LOST;
            case MEMORY_LIMIT -> FailureProto.FAILURE_MEMORY_LIMIT;
            case VALUE_TOO_LARGE -> FailureProto.FAILURE_VALUE_TOO_LARGE;
            case INVALID_TTL -> FailureProto.FAILURE_INVALID_TTL;
            case NOT_A_NUMBER -> FailureProto.FAILURE_NOT_A_NUMBER;
            case NUMBER_OVERFLOW -> FailureProto.FAILURE_NUMBER_OVERFLOW;
            case NO_RESOLVER -> FailureProto.FAILURE_NO_RESOLVER;
        };
    }

    static Failure decode(FailureProto proto) throws WireException {
        return switch (proto) {
            case FAILURE_NOT_ENOUGH_REPLICAS -> Failure.NOT_ENOUGH_REPLICAS;
            case FAILURE_IN_DOUBT -> Failure.IN_DOUBT;
            case FAILURE_UNAVAILABLE -> Failure.UNAVAILABLE;
            case FAILURE_NO_RING -> Failure.NO_RING;
            case FAILURE_OVERLOADED -> Failure.OVERLOADED;
            case FAILURE_CLOCK_SKEW -> Failure.CLOCK_SKEW;
            case FAILURE_SLOT_LOST -> Failure.SLOT_LOST;
            case FAILURE_MEMORY_LIMIT -> Failure.MEMORY_LIMIT;
            case FAILURE_VALUE_TOO_LARGE -> Failure.VALUE_TOO_LARGE;
            case FAILURE_INVALID_TTL -> Failure.INVALID_TTL;
            case FAILURE_NOT_A_NUMBER -> Failure.NOT_A_NUMBER;
            case FAILURE_NUMBER_OVERFLOW -> Failure.NUMBER_OVERFLOW;
            case FAILURE_NO_RESOLVER -> Failure.NO_RESOLVER;
            case FAILURE_UNSPECIFIED, UNRECOGNIZED -> throw new WireException("unknown failure");
        };
    }

    static NackReasonProto encode(NackReason value) {
        return switch (value) {
            case STALE_EPOCH -> NackReasonProto.NACK_REASON_STALE_EPOCH;
            case BEHIND -> NackReasonProto.NACK_REASON_BEHIND;
            case NOT_PRIMARY -> NackReasonProto.NACK_REASON_NOT_PRIMARY;
            case TOO_LATE -> NackReasonProto.NACK_REASON_TOO_LATE;
            case CLOCK_SKEW -> NackReasonProto.NACK_REASON_CLOCK_SKEW;
            case MEMORY_LIMIT -> NackReasonProto.NACK_REASON_MEMORY_LIMIT;
            case NO_RESOLVER -> NackReasonProto.NACK_REASON_NO_RESOLVER;
        };
    }

    static NackReason decode(NackReasonProto proto) throws WireException {
        return switch (proto) {
            case NACK_REASON_STALE_EPOCH -> NackReason.STALE_EPOCH;
            case NACK_REASON_BEHIND -> NackReason.BEHIND;
            case NACK_REASON_NOT_PRIMARY -> NackReason.NOT_PRIMARY;
            case NACK_REASON_TOO_LATE -> NackReason.TOO_LATE;
            case NACK_REASON_CLOCK_SKEW -> NackReason.CLOCK_SKEW;
            case NACK_REASON_MEMORY_LIMIT -> NackReason.MEMORY_LIMIT;
            case NACK_REASON_NO_RESOLVER -> NackReason.NO_RESOLVER;
            case NACK_REASON_UNSPECIFIED, UNRECOGNIZED -> throw new WireException("unknown reason");
        };
    }

    static VerdictProto encode(Verdict value) {
        return switch (value) {
            case EQUAL -> VerdictProto.VERDICT_EQUAL;
            case DIFFERENT -> VerdictProto.VERDICT_DIFFERENT;
            case BEHIND -> VerdictProto.VERDICT_BEHIND;
            case STALE -> VerdictProto.VERDICT_STALE;
            case HINTED -> VerdictProto.VERDICT_HINTED;
        };
    }

    static Verdict decode(VerdictProto proto) throws WireException {
        return switch (proto) {
            case VERDICT_EQUAL -> Verdict.EQUAL;
            case VERDICT_DIFFERENT -> Verdict.DIFFERENT;
            case VERDICT_BEHIND -> Verdict.BEHIND;
            case VERDICT_STALE -> Verdict.STALE;
            case VERDICT_HINTED -> Verdict.HINTED;
            case VERDICT_UNSPECIFIED, UNRECOGNIZED -> throw new WireException("unknown verdict");
        };
    }

    static HintVerdictProto encode(HintVerdict value) {
        return switch (value) {
            case KEPT -> HintVerdictProto.HINT_VERDICT_KEPT;
            case BEHIND -> HintVerdictProto.HINT_VERDICT_BEHIND;
            case STALE -> HintVerdictProto.HINT_VERDICT_STALE;
            case REFUSED -> HintVerdictProto.HINT_VERDICT_REFUSED;
        };
    }

    static HintVerdict decode(HintVerdictProto proto) throws WireException {
        return switch (proto) {
            case HINT_VERDICT_KEPT -> HintVerdict.KEPT;
            case HINT_VERDICT_BEHIND -> HintVerdict.BEHIND;
            case HINT_VERDICT_STALE -> HintVerdict.STALE;
            case HINT_VERDICT_REFUSED -> HintVerdict.REFUSED;
            case HINT_VERDICT_UNSPECIFIED, UNRECOGNIZED -> throw new WireException("unknown hint verdict");
        };
    }

    static MemoryProto encode(Memory value) {
        return switch (value) {
            case EMPTY -> MemoryProto.MEMORY_EMPTY;
            case WARM -> MemoryProto.MEMORY_WARM;
            case CLEAN -> MemoryProto.MEMORY_CLEAN;
            case RUNNING -> MemoryProto.MEMORY_RUNNING;
        };
    }

    static Memory decode(MemoryProto proto) throws WireException {
        return switch (proto) {
            case MEMORY_EMPTY -> Memory.EMPTY;
            case MEMORY_WARM -> Memory.WARM;
            case MEMORY_CLEAN -> Memory.CLEAN;
            case MEMORY_RUNNING -> Memory.RUNNING;
            case MEMORY_UNSPECIFIED, UNRECOGNIZED -> throw new WireException("unknown memory");
        };
    }

    static MemberStateProto encode(MemberState value) {
        return switch (value) {
            case JOINING -> MemberStateProto.MEMBER_STATE_JOINING;
            case ACTIVE -> MemberStateProto.MEMBER_STATE_ACTIVE;
            case SUSPECT -> MemberStateProto.MEMBER_STATE_SUSPECT;
            case DOWN -> MemberStateProto.MEMBER_STATE_DOWN;
            case LEAVING -> MemberStateProto.MEMBER_STATE_LEAVING;
            case STANDBY -> MemberStateProto.MEMBER_STATE_STANDBY;
            case REMOVED -> MemberStateProto.MEMBER_STATE_REMOVED;
        };
    }

    static MemberState decode(MemberStateProto proto) throws WireException {
        return switch (proto) {
            case MEMBER_STATE_JOINING -> MemberState.JOINING;
            case MEMBER_STATE_ACTIVE -> MemberState.ACTIVE;
            case MEMBER_STATE_SUSPECT -> MemberState.SUSPECT;
            case MEMBER_STATE_DOWN -> MemberState.DOWN;
            case MEMBER_STATE_LEAVING -> MemberState.LEAVING;
            case MEMBER_STATE_STANDBY -> MemberState.STANDBY;
            case MEMBER_STATE_REMOVED -> MemberState.REMOVED;
            case MEMBER_STATE_UNSPECIFIED, UNRECOGNIZED -> throw new WireException("unknown member state");
        };
    }

    static ConsistencyProto encode(Consistency value) {
        return switch (value) {
            case EVENTUAL -> ConsistencyProto.CONSISTENCY_EVENTUAL;
            case STRONG -> ConsistencyProto.CONSISTENCY_STRONG;
        };
    }

    static Consistency decode(ConsistencyProto proto) throws WireException {
        return switch (proto) {
            case CONSISTENCY_EVENTUAL -> Consistency.EVENTUAL;
            case CONSISTENCY_STRONG -> Consistency.STRONG;
            case CONSISTENCY_UNSPECIFIED, UNRECOGNIZED -> throw new WireException("unknown consistency");
        };
    }

    static EvictionProto encode(Eviction value) {
        return switch (value) {
            case LRU -> EvictionProto.EVICTION_LRU;
            case TINYLFU -> EvictionProto.EVICTION_TINYLFU;
            case NONE -> EvictionProto.EVICTION_NONE;
        };
    }

    static Eviction decode(EvictionProto proto) throws WireException {
        return switch (proto) {
            case EVICTION_LRU -> Eviction.LRU;
            case EVICTION_TINYLFU -> Eviction.TINYLFU;
            case EVICTION_NONE -> Eviction.NONE;
            case EVICTION_UNSPECIFIED, UNRECOGNIZED -> throw new WireException("unknown eviction");
        };
    }

    static OnMajorityLossProto encode(OnMajorityLoss value) {
        return switch (value) {
            case REFUSE -> OnMajorityLossProto.ON_MAJORITY_LOSS_REFUSE;
            case RESET -> OnMajorityLossProto.ON_MAJORITY_LOSS_RESET;
        };
    }

    static OnMajorityLoss decode(OnMajorityLossProto proto) throws WireException {
        return switch (proto) {
            case ON_MAJORITY_LOSS_REFUSE -> OnMajorityLoss.REFUSE;
            case ON_MAJORITY_LOSS_RESET -> OnMajorityLoss.RESET;
            case ON_MAJORITY_LOSS_UNSPECIFIED, UNRECOGNIZED -> throw new WireException("unknown onMajorityLoss");
        };
    }

    static StandingProto encode(Standing value) {
        return switch (value) {
            case ALIVE -> StandingProto.STANDING_ALIVE;
            case SUSPECT -> StandingProto.STANDING_SUSPECT;
            case FAILED -> StandingProto.STANDING_FAILED;
        };
    }

    static Standing decode(StandingProto proto) throws WireException {
        return switch (proto) {
            case STANDING_ALIVE -> Standing.ALIVE;
            case STANDING_SUSPECT -> Standing.SUSPECT;
            case STANDING_FAILED -> Standing.FAILED;
            case STANDING_UNSPECIFIED, UNRECOGNIZED -> throw new WireException("unknown standing");
        };
    }
}
