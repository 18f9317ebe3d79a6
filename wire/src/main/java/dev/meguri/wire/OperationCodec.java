package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.present;

import com.google.protobuf.UnsafeByteOperations;
import dev.meguri.api.proto.ConditionProto;
import dev.meguri.api.proto.GetProto;
import dev.meguri.api.proto.IncrementProto;
import dev.meguri.api.proto.OperationProto;
import dev.meguri.api.proto.PutProto;
import dev.meguri.api.proto.RemoveProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.ring.Key;

/** A client's operation, as one node hands it to another. */
final class OperationCodec {
    private OperationCodec() {}

    static OperationProto encode(Operation operation) {
        OperationProto.Builder proto = OperationProto.newBuilder().setKey(Checks.bytes(operation.key()));
        switch (operation) {
            case Operation.Get get -> proto.setGet(GetProto.getDefaultInstance());
            case Operation.Put put ->
                proto.setPut(PutProto.newBuilder()
                        .setValue(UnsafeByteOperations.unsafeWrap(put.value()))
                        .setContentType(put.contentType())
                        .setTtlMillis(put.ttlMillis())
                        .setExpireAtMillis(put.expireAtMillis())
                        .setCondition(encode(put.condition())));
            case Operation.Remove remove ->
                proto.setRemove(RemoveProto.newBuilder().setCondition(encode(remove.condition())));
            case Operation.Increment increment ->
                proto.setIncrement(
                        IncrementProto.newBuilder().setDelta(increment.delta()).setTtlMillis(increment.ttlMillis()));
        }
        return proto.build();
    }

    static Operation decode(OperationProto proto) throws WireException {
        Key key = Checks.key(proto.getKey());
        return switch (proto.getKindCase()) {
            case GET -> new Operation.Get(key);
            case PUT -> put(key, proto.getPut());
            case REMOVE -> {
                present(proto.getRemove().hasCondition(), "remove.condition");
                yield new Operation.Remove(key, decode(proto.getRemove().getCondition()));
            }
            case INCREMENT ->
                new Operation.Increment(
                        key,
                        proto.getIncrement().getDelta(),
                        proto.getIncrement().getTtlMillis());
            case KIND_NOT_SET -> throw new WireException("unknown operation");
        };
    }

    private static Operation.Put put(Key key, PutProto put) throws WireException {
        present(put.hasCondition(), "put.condition");
        check(
                put.getValue().size() <= Limits.MAX_VALUE_BYTES,
                "value of " + put.getValue().size() + " bytes");
        return new Operation.Put(
                key,
                put.getValue().toByteArray(),
                put.getContentType(),
                put.getTtlMillis(),
                Checks.notNegative(put.getExpireAtMillis(), "put.expire_at_millis"),
                decode(put.getCondition()));
    }

    private static ConditionProto encode(Condition condition) {
        ConditionProto.Builder proto = ConditionProto.newBuilder();
        switch (condition) {
            case Condition.Always always -> proto.setKind(ConditionProto.Kind.KIND_ALWAYS);
            case Condition.IfAbsent absent -> proto.setKind(ConditionProto.Kind.KIND_IF_ABSENT);
            case Condition.IfPresent present -> proto.setKind(ConditionProto.Kind.KIND_IF_PRESENT);
            case Condition.IfVersion exact ->
                proto.setKind(ConditionProto.Kind.KIND_IF_VERSION)
                        .setVersion(EntryCodec.encode(exact.version()))
                        .setLineage(exact.lineage());
        }
        return proto.build();
    }

    private static Condition decode(ConditionProto proto) throws WireException {
        return switch (proto.getKind()) {
            case KIND_ALWAYS -> Condition.ALWAYS;
            case KIND_IF_ABSENT -> Condition.IF_ABSENT;
            case KIND_IF_PRESENT -> Condition.IF_PRESENT;
            case KIND_IF_VERSION -> {
                present(proto.hasVersion(), "condition.version");
                yield new Condition.IfVersion(EntryCodec.decode(proto.getVersion()), proto.getLineage());
            }
            case KIND_UNSPECIFIED, UNRECOGNIZED -> throw new WireException("unknown condition");
        };
    }
}
