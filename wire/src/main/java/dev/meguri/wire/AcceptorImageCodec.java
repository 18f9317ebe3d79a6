package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.notNegative;

import dev.meguri.api.proto.AcceptorImageProto;
import dev.meguri.api.proto.RegisterImageProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.strong.AcceptorImage;
import dev.meguri.core.strong.Ballot;
import java.util.ArrayList;
import java.util.List;

/** What a clean stop stores of a strong slot. */
public final class AcceptorImageCodec {
    private AcceptorImageCodec() {}

    public static byte[] encode(AcceptorImage image) {
        AcceptorImageProto.Builder proto = AcceptorImageProto.newBuilder()
                .setSlot(image.slot())
                .setEpoch(Math.max(0, image.epoch()))
                .setCounter(image.counter());
        if (image.floor().isSet()) {
            proto.setFloor(StrongCodec.encode(image.floor()));
        }
        if (image.slotPromise().isSet()) {
            proto.setSlotPromise(StrongCodec.encode(image.slotPromise()));
        }
        for (AcceptorImage.RegisterImage register : image.registers()) {
            RegisterImageProto.Builder stored = RegisterImageProto.newBuilder().setKey(Checks.bytes(register.key()));
            if (register.promise().isSet()) {
                stored.setPromise(StrongCodec.encode(register.promise()));
            }
            if (register.accepted().isSet()) {
                stored.setAccepted(StrongCodec.encode(register.accepted()))
                        .setValue(StrongCodec.encode(register.value()));
            }
            proto.addRegisters(stored);
        }
        return proto.build().toByteArray();
    }

    /** @throws WireException when the bytes are no image: the node is then a voter without memory */
    public static AcceptorImage decode(byte[] bytes) throws WireException {
        return Checks.strictly(bytes, Integer.MAX_VALUE, () -> decode(AcceptorImageProto.parseFrom(bytes)));
    }

    private static AcceptorImage decode(AcceptorImageProto proto) throws WireException {
        List<AcceptorImage.RegisterImage> registers = new ArrayList<>(proto.getRegistersCount());
        for (RegisterImageProto stored : proto.getRegistersList()) {
            check(stored.hasAccepted() == stored.hasValue(), "register.value comes with what was accepted");
            check(stored.getKey().size() <= Limits.MAX_KEY_BYTES, "a key is too long");
            registers.add(new AcceptorImage.RegisterImage(
                    Checks.key(stored.getKey()),
                    stored.hasPromise() ? StrongCodec.decode(stored.getPromise()) : Ballot.ZERO,
                    stored.hasAccepted() ? StrongCodec.decode(stored.getAccepted()) : Ballot.ZERO,
                    stored.hasValue() ? StrongCodec.decode(stored.getValue()) : null));
        }
        return new AcceptorImage(
                Checks.slot(proto.getSlot()),
                notNegative(proto.getEpoch(), "image.epoch"),
                proto.hasFloor() ? StrongCodec.decode(proto.getFloor()) : Ballot.ZERO,
                proto.hasSlotPromise() ? StrongCodec.decode(proto.getSlotPromise()) : Ballot.ZERO,
                notNegative(proto.getCounter(), "image.counter"),
                registers);
    }
}
