package dev.meguri.wire;

import static dev.meguri.wire.Checks.notNegative;
import static dev.meguri.wire.Checks.present;

import dev.meguri.api.proto.AbsentProto;
import dev.meguri.api.proto.ConditionFailedProto;
import dev.meguri.api.proto.FailedProto;
import dev.meguri.api.proto.FoundProto;
import dev.meguri.api.proto.ReceiptProto;
import dev.meguri.api.proto.RemovedProto;
import dev.meguri.api.proto.ResultProto;
import dev.meguri.api.proto.WrittenProto;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.version.Version;

/** How an operation ended, as the serving primary tells the node that forwarded it. */
final class ResultCodec {
    private ResultCodec() {}

    static ResultProto encode(Result result) {
        ResultProto.Builder proto = ResultProto.newBuilder();
        switch (result) {
            case Result.Found r ->
                proto.setFound(FoundProto.newBuilder()
                        .setEntry(EntryCodec.encode(r.entry()))
                        .setReceipt(encode(r.receipt())));
            case Result.Absent r ->
                proto.setAbsent(AbsentProto.newBuilder()
                        .setWhy(EntryCodec.encode(r.why()))
                        .setReceipt(encode(r.receipt())));
            case Result.Written r ->
                proto.setWritten(WrittenProto.newBuilder()
                        .setVersion(EntryCodec.encode(r.version()))
                        .setExpireAtMillis(r.expireAtMillis())
                        .setNumber(r.number())
                        .setCreated(r.created())
                        .setReceipt(encode(r.receipt())));
            case Result.Removed r ->
                proto.setRemoved(RemovedProto.newBuilder()
                        .setVersion(EntryCodec.encode(r.version()))
                        .setExisted(r.existed())
                        .setReceipt(encode(r.receipt())));
            case Result.ConditionFailed r -> {
                ConditionFailedProto.Builder failed =
                        ConditionFailedProto.newBuilder().setReceipt(encode(r.receipt()));
                if (r.current() != null) {
                    failed.setCurrent(EntryCodec.encode(r.current()));
                }
                proto.setConditionFailed(failed);
            }
            case Result.Failed r ->
                proto.setFailed(FailedProto.newBuilder()
                        .setFailure(EnumCodec.encode(r.failure()))
                        .setDetail(r.detail())
                        .setSlot(r.slot())
                        .setAcks(r.acks())
                        .setNeeded(r.needed()));
        }
        return proto.build();
    }

    static Result decode(ResultProto proto) throws WireException {
        return switch (proto.getKindCase()) {
            case FOUND -> {
                FoundProto r = proto.getFound();
                present(r.hasEntry(), "found.entry");
                yield new Result.Found(EntryCodec.decode(r.getEntry()), receipt(r.hasReceipt(), r.getReceipt()));
            }
            case ABSENT -> {
                AbsentProto r = proto.getAbsent();
                yield new Result.Absent(EntryCodec.decode(r.getWhy()), receipt(r.hasReceipt(), r.getReceipt()));
            }
            case WRITTEN -> {
                WrittenProto r = proto.getWritten();
                yield new Result.Written(
                        version(r.hasVersion(), r.getVersion()),
                        notNegative(r.getExpireAtMillis(), "written.expire_at_millis"),
                        r.getNumber(),
                        r.getCreated(),
                        receipt(r.hasReceipt(), r.getReceipt()));
            }
            case REMOVED -> {
                RemovedProto r = proto.getRemoved();
                yield new Result.Removed(
                        version(r.hasVersion(), r.getVersion()),
                        r.getExisted(),
                        receipt(r.hasReceipt(), r.getReceipt()));
            }
            case CONDITION_FAILED -> {
                ConditionFailedProto r = proto.getConditionFailed();
                Version current = r.hasCurrent() ? EntryCodec.decode(r.getCurrent()) : null;
                yield new Result.ConditionFailed(current, receipt(r.hasReceipt(), r.getReceipt()));
            }
            case FAILED -> {
                FailedProto r = proto.getFailed();
                yield new Result.Failed(
                        EnumCodec.decode(r.getFailure()),
                        r.getDetail(),
                        Checks.slot(r.getSlot()),
                        notNegative(r.getAcks(), "failed.acks"),
                        notNegative(r.getNeeded(), "failed.needed"));
            }
            case KIND_NOT_SET -> throw new WireException("unknown result");
        };
    }

    private static Version version(boolean has, dev.meguri.api.proto.VersionProto proto) throws WireException {
        present(has, "result.version");
        return EntryCodec.decode(proto);
    }

    private static ReceiptProto encode(Receipt receipt) {
        return ReceiptProto.newBuilder()
                .setPrimary(receipt.source() == Receipt.Source.PRIMARY)
                .setNodeId(receipt.nodeId())
                .setSlot(receipt.slot())
                .setRingVersion(receipt.ringVersion())
                .setAcks(receipt.acks())
                .setReplicas(receipt.replicas())
                .build();
    }

    private static Receipt receipt(boolean has, ReceiptProto proto) throws WireException {
        present(has, "result.receipt");
        return new Receipt(
                proto.getPrimary() ? Receipt.Source.PRIMARY : Receipt.Source.REPLICA,
                Checks.text(proto.getNodeId(), "receipt.node_id"),
                Checks.slot(proto.getSlot()),
                notNegative(proto.getRingVersion(), "receipt.ring_version"),
                notNegative(proto.getAcks(), "receipt.acks"),
                notNegative(proto.getReplicas(), "receipt.replicas"));
    }
}
