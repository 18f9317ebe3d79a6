package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.present;
import static dev.meguri.wire.Checks.slot;

import dev.meguri.api.proto.AckProto;
import dev.meguri.api.proto.EnvelopeProto;
import dev.meguri.api.proto.ForwardAnswerProto;
import dev.meguri.api.proto.ForwardProto;
import dev.meguri.api.proto.HandedOverProto;
import dev.meguri.api.proto.NackProto;
import dev.meguri.api.proto.ReadAnswerProto;
import dev.meguri.api.proto.ReadProto;
import dev.meguri.api.proto.ReplicateProto;
import dev.meguri.api.proto.TakeOverProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;

/** Messages of operations between shards; those of comparing and repairing are in {@link RepairCodec}. */
final class ShardCodec {
    private ShardCodec() {}

    static void encode(ShardMessage message, EnvelopeProto.Builder envelope) {
        switch (message) {
            case ShardMessage.Replicate m ->
                envelope.setReplicate(ReplicateProto.newBuilder()
                        .setRequestId(m.requestId())
                        .setSlot(m.slot())
                        .setEpoch(m.epoch())
                        .setEntry(EntryCodec.encode(m.entry())));
            case ShardMessage.Ack m -> envelope.setAck(encode(m));
            case ShardMessage.Nack m ->
                envelope.setNack(NackProto.newBuilder()
                        .setRequestId(m.requestId())
                        .setSlot(m.slot())
                        .setReason(EnumCodec.encode(m.reason()))
                        .setEpoch(m.epoch()));
            case ShardMessage.Read m ->
                envelope.setRead(ReadProto.newBuilder()
                        .setRequestId(m.requestId())
                        .setSlot(m.slot())
                        .setEpoch(m.epoch())
                        .setKey(Checks.bytes(m.key())));
            case ShardMessage.ReadAnswer m -> envelope.setReadAnswer(encode(m));
            case ShardMessage.Forward m -> envelope.setForward(encode(m));
            case ShardMessage.ForwardAnswer m ->
                envelope.setForwardAnswer(ForwardAnswerProto.newBuilder()
                        .setRequestId(m.requestId())
                        .setSlot(m.slot())
                        .setResult(ResultCodec.encode(m.result())));
            case ShardMessage.Strong m -> envelope.setStrong(StrongCodec.encode(m));
            case ShardMessage.StrongBatch m -> envelope.setStrongBatch(StrongCodec.encode(m));
            case ShardMessage.TakeOver m -> envelope.setTakeOver(encode(m));
            case ShardMessage.HandedOver m -> envelope.setHandedOver(encode(m));
            case ShardMessage.CompareSlots m -> envelope.setCompareSlots(RepairCodec.encode(m));
            case ShardMessage.SlotsCompared m -> envelope.setSlotsCompared(RepairCodec.encode(m));
            case ShardMessage.ListVersions m -> envelope.setListVersions(RepairCodec.encode(m));
            case ShardMessage.VersionList m -> envelope.setVersionList(RepairCodec.encode(m));
            case ShardMessage.FetchEntries m -> envelope.setFetchEntries(RepairCodec.encode(m));
            case ShardMessage.Entries m -> envelope.setEntries(RepairCodec.encode(m));
            case ShardMessage.PushEntries m -> envelope.setPushEntries(RepairCodec.encode(m));
            case ShardMessage.DeliverHints m -> envelope.setDeliverHints(HintCodec.encode(m));
            case ShardMessage.HintsTaken m -> envelope.setHintsTaken(HintCodec.encode(m));
        }
    }

    static ShardMessage decode(ReplicateProto m) throws WireException {
        present(m.hasEntry(), "replicate.entry");
        return new ShardMessage.Replicate(
                m.getRequestId(), slot(m.getSlot()), m.getEpoch(), EntryCodec.decode(m.getEntry()));
    }

    private static TakeOverProto encode(ShardMessage.TakeOver m) {
        TakeOverProto.Builder proto = TakeOverProto.newBuilder()
                .setRequestId(m.requestId())
                .setTerm(m.term())
                .setRingVersion(m.ringVersion());
        for (int slot : m.slots()) {
            proto.addSlots(slot);
        }
        return proto.build();
    }

    static ShardMessage decode(TakeOverProto m) throws WireException {
        int[] slots = Checks.slots(m.getSlotsList(), Limits.MAX_SLOTS_PER_COMPARISON);
        return new ShardMessage.TakeOver(m.getRequestId(), m.getTerm(), m.getRingVersion(), slots);
    }

    private static HandedOverProto encode(ShardMessage.HandedOver m) {
        HandedOverProto.Builder proto = HandedOverProto.newBuilder().setRequestId(m.requestId());
        for (int slot : m.slots()) {
            proto.addSlots(slot);
        }
        return proto.build();
    }

    static ShardMessage decode(HandedOverProto m) throws WireException {
        int[] slots = Checks.slots(m.getSlotsList(), Limits.MAX_SLOTS_PER_COMPARISON);
        return new ShardMessage.HandedOver(m.getRequestId(), slots);
    }

    private static AckProto encode(ShardMessage.Ack m) {
        AckProto.Builder proto =
                AckProto.newBuilder().setRequestId(m.requestId()).setSlot(m.slot());
        if (m.newer() != null) {
            proto.setNewer(EntryCodec.encode(m.newer()));
        }
        return proto.build();
    }

    static ShardMessage decode(AckProto m) throws WireException {
        Version newer = m.hasNewer() ? EntryCodec.decode(m.getNewer()) : null;
        return new ShardMessage.Ack(m.getRequestId(), slot(m.getSlot()), newer);
    }

    static ShardMessage decode(NackProto m) throws WireException {
        return new ShardMessage.Nack(
                m.getRequestId(), slot(m.getSlot()), EnumCodec.decode(m.getReason()), m.getEpoch());
    }

    static ShardMessage decode(ReadProto m) throws WireException {
        return new ShardMessage.Read(m.getRequestId(), slot(m.getSlot()), m.getEpoch(), Checks.key(m.getKey()));
    }

    private static ReadAnswerProto encode(ShardMessage.ReadAnswer m) {
        ReadAnswerProto.Builder proto = ReadAnswerProto.newBuilder()
                .setRequestId(m.requestId())
                .setSlot(m.slot())
                .setSynced(m.synced());
        if (m.entry() != null) {
            proto.setEntry(EntryCodec.encode(m.entry()));
        }
        return proto.build();
    }

    static ShardMessage decode(ReadAnswerProto m) throws WireException {
        Entry entry = m.hasEntry() ? EntryCodec.decode(m.getEntry()) : null;
        return new ShardMessage.ReadAnswer(m.getRequestId(), slot(m.getSlot()), entry, m.getSynced());
    }

    private static ForwardProto encode(ShardMessage.Forward m) {
        ForwardProto.Builder proto = ForwardProto.newBuilder()
                .setRequestId(m.requestId())
                .setSlot(m.slot())
                .setEpoch(m.epoch())
                .setOperation(OperationCodec.encode(m.operation()))
                .setVersion(EntryCodec.encode(m.version()));
        if (m.once() != null) {
            proto.setOnce(TokenCodec.encode(m.once()));
        }
        return proto.build();
    }

    static ShardMessage decode(ForwardProto m) throws WireException {
        present(m.hasOperation(), "forward.operation");
        present(m.hasVersion(), "forward.version");
        return new ShardMessage.Forward(
                m.getRequestId(),
                slot(m.getSlot()),
                m.getEpoch(),
                OperationCodec.decode(m.getOperation()),
                EntryCodec.decode(m.getVersion()),
                m.hasOnce() ? TokenCodec.decode(m.getOnce()) : null);
    }

    static ShardMessage decode(ForwardAnswerProto m) throws WireException {
        check(m.hasResult(), "forward_answer.result is missing");
        return new ShardMessage.ForwardAnswer(m.getRequestId(), slot(m.getSlot()), ResultCodec.decode(m.getResult()));
    }
}
