package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.notNegative;
import static dev.meguri.wire.Checks.present;

import com.google.protobuf.UnsafeByteOperations;
import dev.meguri.api.proto.StrongAcceptProto;
import dev.meguri.api.proto.StrongAcceptedProto;
import dev.meguri.api.proto.StrongBatchProto;
import dev.meguri.api.proto.StrongFloorRaisedProto;
import dev.meguri.api.proto.StrongForgetProto;
import dev.meguri.api.proto.StrongItemProto;
import dev.meguri.api.proto.StrongNoRoomProto;
import dev.meguri.api.proto.StrongPrepareProto;
import dev.meguri.api.proto.StrongProto;
import dev.meguri.api.proto.StrongRaiseFloorProto;
import dev.meguri.api.proto.StrongReadProto;
import dev.meguri.api.proto.StrongRefusedProto;
import dev.meguri.api.proto.StrongReportedProto;
import dev.meguri.api.proto.StrongSlotPrepareProto;
import dev.meguri.api.proto.StrongSlotReportedProto;
import dev.meguri.api.proto.StrongStaleProto;
import dev.meguri.api.proto.StrongValueProto;
import dev.meguri.api.proto.VersionProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongValue;
import dev.meguri.core.token.Trail;
import java.util.ArrayList;
import java.util.List;

/** What proposers and voters of strong keys say. */
final class StrongCodec {
    private StrongCodec() {}

    static StrongProto encode(ShardMessage.Strong said) {
        StrongProto proto = encode(said.message());
        return said.clockMillis() == 0
                ? proto
                : proto.toBuilder().setClockMillis(said.clockMillis()).build();
    }

    static ShardMessage.Strong decodeSaid(StrongProto proto) throws WireException {
        long clock = notNegative(proto.getClockMillis(), "strong.clock_millis");
        return new ShardMessage.Strong(decode(proto), clock);
    }

    static StrongBatchProto encode(ShardMessage.StrongBatch batch) {
        StrongBatchProto.Builder proto = StrongBatchProto.newBuilder().setClockMillis(batch.clockMillis());
        batch.messages().forEach(message -> proto.addMessages(encode(message)));
        return proto.build();
    }

    static ShardMessage.StrongBatch decodeSaid(StrongBatchProto proto) throws WireException {
        long clock = notNegative(proto.getClockMillis(), "strong_batch.clock_millis");
        check(proto.getMessagesCount() > 0, "strong_batch.messages is empty");
        List<StrongMessage> messages = new ArrayList<>(proto.getMessagesCount());
        for (StrongProto message : proto.getMessagesList()) {
            messages.add(decode(message));
        }
        return new ShardMessage.StrongBatch(messages, clock);
    }

    static StrongProto encode(StrongMessage message) {
        StrongProto.Builder proto =
                StrongProto.newBuilder().setRequestId(message.requestId()).setSlot(message.slot());
        if (message instanceof StrongMessage.Request request) {
            proto.setEpoch(request.epoch());
        }
        if (message instanceof StrongMessage.Answer answer) {
            proto.setIncarnation(answer.incarnation());
        }
        switch (message) {
            case StrongMessage.Read m ->
                proto.setRead(StrongReadProto.newBuilder().setKey(Checks.bytes(m.key())));
            case StrongMessage.Prepare m ->
                proto.setPrepare(StrongPrepareProto.newBuilder()
                        .setKey(Checks.bytes(m.key()))
                        .setBallot(encode(m.ballot())));
            case StrongMessage.Accept m -> proto.setAccept(encode(m));
            case StrongMessage.SlotPrepare m ->
                proto.setSlotPrepare(StrongSlotPrepareProto.newBuilder().setBallot(encode(m.ballot())));
            case StrongMessage.RaiseFloor m ->
                proto.setRaiseFloor(StrongRaiseFloorProto.newBuilder().setFloor(encode(m.floor())));
            case StrongMessage.Forget m ->
                proto.setForget(StrongForgetProto.newBuilder()
                        .setKey(Checks.bytes(m.key()))
                        .setBallot(encode(m.ballot())));
            case StrongMessage.Reported m -> proto.setReported(encode(m));
            case StrongMessage.Accepted m ->
                proto.setAccepted(StrongAcceptedProto.newBuilder().setNextPromised(m.nextPromised()));
            case StrongMessage.Refused m ->
                proto.setRefused(StrongRefusedProto.newBuilder().setLimit(encode(m.limit())));
            case StrongMessage.NoRoom m -> proto.setNoRoom(StrongNoRoomProto.getDefaultInstance());
            case StrongMessage.Stale m -> proto.setEpoch(m.epoch()).setStale(StrongStaleProto.getDefaultInstance());
            case StrongMessage.SlotReported m -> proto.setSlotReported(encode(m));
            case StrongMessage.FloorRaised m -> proto.setFloorRaised(StrongFloorRaisedProto.getDefaultInstance());
        }
        return proto.build();
    }

    private static StrongAcceptProto encode(StrongMessage.Accept m) {
        StrongAcceptProto.Builder proto = StrongAcceptProto.newBuilder()
                .setKey(Checks.bytes(m.key()))
                .setBallot(encode(m.ballot()))
                .setValue(encode(m.value()));
        if (m.next() != null) {
            proto.setNext(encode(m.next()));
        }
        return proto.build();
    }

    private static StrongReportedProto encode(StrongMessage.Reported m) {
        StrongReportedProto.Builder proto = StrongReportedProto.newBuilder();
        if (m.accepted().isSet()) {
            proto.setAccepted(encode(m.accepted())).setValue(encode(m.value()));
        }
        if (m.floor().isSet()) {
            proto.setFloor(encode(m.floor()));
        }
        return proto.build();
    }

    private static StrongSlotReportedProto encode(StrongMessage.SlotReported m) {
        StrongSlotReportedProto.Builder proto =
                StrongSlotReportedProto.newBuilder().setPart(m.part()).setParts(m.parts());
        for (StrongMessage.Item item : m.items()) {
            proto.addItems(StrongItemProto.newBuilder()
                    .setKey(Checks.bytes(item.key()))
                    .setAccepted(encode(item.accepted()))
                    .setValue(encode(item.value())));
        }
        return proto.build();
    }

    static VersionProto encode(Ballot ballot) {
        return EntryCodec.encode(ballot.toVersion());
    }

    static StrongValueProto encode(StrongValue value) {
        StrongValueProto.Builder proto = StrongValueProto.newBuilder()
                .setChange(encode(value.changeBallot()))
                .setContentType(value.contentType())
                .setExpireAtMillis(value.expireAtMillis());
        if (!value.isTombstone()) {
            proto.setData(UnsafeByteOperations.unsafeWrap(value.data()));
        }
        if (!value.trail().isEmpty()) {
            proto.setTrail(TokenCodec.encode(value.trail()));
        }
        return proto.build();
    }

    static StrongMessage decode(StrongProto proto) throws WireException {
        long id = proto.getRequestId();
        int slot = Checks.slot(proto.getSlot());
        long epoch = notNegative(proto.getEpoch(), "strong.epoch");
        long incarnation = notNegative(proto.getIncarnation(), "strong.incarnation");
        return switch (proto.getKindCase()) {
            case READ ->
                new StrongMessage.Read(
                        id, slot, epoch, Checks.key(proto.getRead().getKey()));
            case PREPARE ->
                new StrongMessage.Prepare(
                        id,
                        slot,
                        epoch,
                        Checks.key(proto.getPrepare().getKey()),
                        ballot(
                                proto.getPrepare().hasBallot(),
                                proto.getPrepare().getBallot(),
                                "prepare.ballot"));
            case ACCEPT -> accept(id, slot, epoch, proto.getAccept());
            case SLOT_PREPARE ->
                new StrongMessage.SlotPrepare(
                        id,
                        slot,
                        epoch,
                        ballot(
                                proto.getSlotPrepare().hasBallot(),
                                proto.getSlotPrepare().getBallot(),
                                "slot_prepare.ballot"));
            case RAISE_FLOOR ->
                new StrongMessage.RaiseFloor(
                        id,
                        slot,
                        epoch,
                        ballot(
                                proto.getRaiseFloor().hasFloor(),
                                proto.getRaiseFloor().getFloor(),
                                "raise_floor.floor"));
            case FORGET ->
                new StrongMessage.Forget(
                        id,
                        slot,
                        epoch,
                        Checks.key(proto.getForget().getKey()),
                        ballot(proto.getForget().hasBallot(), proto.getForget().getBallot(), "forget.ballot"));
            case REPORTED -> reported(id, slot, incarnation, proto.getReported());
            case ACCEPTED ->
                new StrongMessage.Accepted(
                        id, slot, incarnation, proto.getAccepted().getNextPromised());
            case REFUSED ->
                new StrongMessage.Refused(
                        id,
                        slot,
                        incarnation,
                        ballot(proto.getRefused().hasLimit(), proto.getRefused().getLimit(), "refused.limit"));
            case NO_ROOM -> new StrongMessage.NoRoom(id, slot, incarnation);
            case STALE -> new StrongMessage.Stale(id, slot, incarnation, epoch);
            case SLOT_REPORTED -> slotReported(id, slot, incarnation, proto.getSlotReported());
            case FLOOR_RAISED -> new StrongMessage.FloorRaised(id, slot, incarnation);
            case KIND_NOT_SET -> throw new WireException("unknown message about a strong key");
        };
    }

    private static StrongMessage accept(long id, int slot, long epoch, StrongAcceptProto m) throws WireException {
        present(m.hasValue(), "accept.value");
        return new StrongMessage.Accept(
                id,
                slot,
                epoch,
                Checks.key(m.getKey()),
                ballot(m.hasBallot(), m.getBallot(), "accept.ballot"),
                decode(m.getValue()),
                m.hasNext() ? decode(m.getNext()) : null);
    }

    private static StrongMessage reported(long id, int slot, long incarnation, StrongReportedProto m)
            throws WireException {
        check(m.hasAccepted() == m.hasValue(), "reported.value comes with what was accepted");
        return new StrongMessage.Reported(
                id,
                slot,
                incarnation,
                m.hasAccepted() ? decode(m.getAccepted()) : Ballot.ZERO,
                m.hasValue() ? decode(m.getValue()) : null,
                m.hasFloor() ? decode(m.getFloor()) : Ballot.ZERO);
    }

    private static StrongMessage slotReported(long id, int slot, long incarnation, StrongSlotReportedProto m)
            throws WireException {
        check(m.getPart() >= 0 && m.getPart() < m.getParts(), "slot_reported.part is not one of its parts");
        List<StrongMessage.Item> items = new ArrayList<>(m.getItemsCount());
        for (StrongItemProto item : m.getItemsList()) {
            present(item.hasValue(), "item.value");
            items.add(new StrongMessage.Item(
                    Checks.key(item.getKey()),
                    ballot(item.hasAccepted(), item.getAccepted(), "item.accepted"),
                    decode(item.getValue())));
        }
        return new StrongMessage.SlotReported(id, slot, incarnation, m.getPart(), m.getParts(), items);
    }

    private static Ballot ballot(boolean has, VersionProto proto, String field) throws WireException {
        present(has, field);
        return decode(proto);
    }

    static Ballot decode(VersionProto proto) throws WireException {
        check(proto.getTime() > 0, "a ballot's counter is over 0");
        return Ballot.of(EntryCodec.decode(proto));
    }

    static StrongValue decode(StrongValueProto proto) throws WireException {
        present(proto.hasChange(), "value.change");
        check(
                proto.getData().size() <= Limits.MAX_VALUE_BYTES,
                "value of " + proto.getData().size() + " bytes");
        long expireAt = notNegative(proto.getExpireAtMillis(), "value.expire_at_millis");
        check(proto.hasData() || expireAt == 0, "a tombstone does not expire");
        return new StrongValue(
                decode(proto.getChange()),
                proto.hasData() ? proto.getData().toByteArray() : null,
                proto.getContentType(),
                expireAt,
                proto.hasTrail() ? TokenCodec.decode(proto.getTrail()) : Trail.NONE);
    }
}
