package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.present;

import dev.meguri.api.proto.FetchFullStateProto;
import dev.meguri.api.proto.FullStateProto;
import dev.meguri.api.proto.GoodbyeProto;
import dev.meguri.api.proto.ManagerFrame;
import dev.meguri.api.proto.RefusedProto;
import dev.meguri.api.proto.SlotsCarriedProto;
import dev.meguri.api.proto.SlotsSyncedProto;
import dev.meguri.api.proto.StateUploadedProto;
import dev.meguri.api.proto.UploadStateProto;
import dev.meguri.api.proto.WelcomeProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.ring.Slots;

/** Messages between a node and the manager: one per binary WebSocket message. */
public final class ManagerCodec {
    private ManagerCodec() {}

    public static byte[] encode(ManagerMessage message) {
        ManagerFrame.Builder frame = ManagerFrame.newBuilder();
        switch (message) {
            case ManagerMessage.Register m -> frame.setRegister(NodeReportCodec.encode(m));
            case ManagerMessage.Heartbeat m -> frame.setHeartbeat(NodeReportCodec.encode(m));
            case ManagerMessage.SlotsSynced m -> frame.setSlotsSynced(encode(m));
            case ManagerMessage.SlotsCarried m -> frame.setSlotsCarried(encode(m));
            case ManagerMessage.StateUploaded m ->
                frame.setStateUploaded(StateUploadedProto.newBuilder().setState(StateCodec.toProto(m.state())));
            case ManagerMessage.Goodbye m -> frame.setGoodbye(GoodbyeProto.getDefaultInstance());
            case ManagerMessage.FetchFullState m -> frame.setFetchFullState(FetchFullStateProto.getDefaultInstance());
            case ManagerMessage.Welcome m ->
                frame.setWelcome(WelcomeProto.newBuilder()
                        .setClusterId(m.clusterId())
                        .setIncarnation(m.incarnation())
                        .setStartEmpty(m.startEmpty()));
            case ManagerMessage.Refused m ->
                frame.setRefused(RefusedProto.newBuilder().setCode(m.code()).setDetail(m.detail()));
            case ManagerMessage.FullState m ->
                frame.setFullState(FullStateProto.newBuilder().setState(StateCodec.toProto(m.state())));
            case ManagerMessage.StateDelta m -> frame.setStateDelta(DeltaCodec.encode(m));
            case ManagerMessage.UploadState m -> frame.setUploadState(UploadStateProto.getDefaultInstance());
        }
        return frame.build().toByteArray();
    }

    /** @throws WireException when the bytes are no message */
    public static ManagerMessage decode(byte[] bytes) throws WireException {
        return Checks.strictly(bytes, Limits.MAX_FRAME_BYTES, () -> decode(ManagerFrame.parseFrom(bytes)));
    }

    private static ManagerMessage decode(ManagerFrame frame) throws WireException {
        return switch (frame.getMessageCase()) {
            case REGISTER -> NodeReportCodec.decode(frame.getRegister());
            case HEARTBEAT -> NodeReportCodec.decode(frame.getHeartbeat());
            case SLOTS_SYNCED -> decode(frame.getSlotsSynced());
            case SLOTS_CARRIED -> decode(frame.getSlotsCarried());
            case STATE_UPLOADED -> {
                present(frame.getStateUploaded().hasState(), "state_uploaded.state");
                yield new ManagerMessage.StateUploaded(
                        StateCodec.fromProto(frame.getStateUploaded().getState()));
            }
            case GOODBYE -> new ManagerMessage.Goodbye();
            case FETCH_FULL_STATE -> new ManagerMessage.FetchFullState();
            case WELCOME ->
                new ManagerMessage.Welcome(
                        frame.getWelcome().getClusterId(),
                        Checks.notNegative(frame.getWelcome().getIncarnation(), "welcome.incarnation"),
                        frame.getWelcome().getStartEmpty());
            case REFUSED ->
                new ManagerMessage.Refused(
                        Checks.text(frame.getRefused().getCode(), "refused.code"),
                        frame.getRefused().getDetail());
            case FULL_STATE -> {
                present(frame.getFullState().hasState(), "full_state.state");
                yield new ManagerMessage.FullState(
                        StateCodec.fromProto(frame.getFullState().getState()));
            }
            case STATE_DELTA -> DeltaCodec.decode(frame.getStateDelta());
            case UPLOAD_STATE -> new ManagerMessage.UploadState();
            case MESSAGE_NOT_SET -> throw new WireException("unknown manager message");
        };
    }

    private static SlotsSyncedProto encode(ManagerMessage.SlotsSynced m) {
        SlotsSyncedProto.Builder proto = SlotsSyncedProto.newBuilder();
        for (int i = 0; i < m.slots().length; i++) {
            proto.addSlots(m.slots()[i]).addEpochs(m.epochs()[i]);
        }
        return proto.build();
    }

    private static ManagerMessage decode(SlotsSyncedProto proto) throws WireException {
        int[] slots = Checks.slots(proto.getSlotsList(), Slots.COUNT);
        check(proto.getEpochsCount() == slots.length, "slots_synced.epochs are not one per slot");
        return new ManagerMessage.SlotsSynced(slots, Checks.longs(proto.getEpochsList()));
    }

    private static SlotsCarriedProto encode(ManagerMessage.SlotsCarried m) {
        SlotsCarriedProto.Builder proto = SlotsCarriedProto.newBuilder();
        for (int i = 0; i < m.slots().length; i++) {
            proto.addSlots(m.slots()[i]).addEpochs(m.epochs()[i]);
        }
        return proto.build();
    }

    private static ManagerMessage decode(SlotsCarriedProto proto) throws WireException {
        int[] slots = Checks.slots(proto.getSlotsList(), Slots.COUNT);
        check(proto.getEpochsCount() == slots.length, "slots_carried.epochs are not one per slot");
        return new ManagerMessage.SlotsCarried(slots, Checks.longs(proto.getEpochsList()));
    }
}
