package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;

import dev.meguri.api.proto.DeliverHintsProto;
import dev.meguri.api.proto.HintsTakenProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ShardMessage;

/** Messages with which shards hand over what a replica missed. */
final class HintCodec {
    private HintCodec() {}

    static DeliverHintsProto encode(ShardMessage.DeliverHints m) {
        DeliverHintsProto.Builder proto = DeliverHintsProto.newBuilder()
                .setRequestId(m.requestId())
                .addAllEntries(EntryCodec.encode(m.entries()));
        for (int i = 0; i < m.slots().length; i++) {
            proto.addSlots(m.slots()[i]).addEpochs(m.epochs()[i]);
        }
        return proto.build();
    }

    static ShardMessage decode(DeliverHintsProto m) throws WireException {
        int[] slots = Checks.slots(m.getSlotsList(), Limits.MAX_HINTS_PER_MESSAGE);
        check(m.getEpochsCount() == slots.length, "deliver_hints.epochs are not one per slot");
        check(m.getEntriesCount() == slots.length, "deliver_hints.entries are not one per slot");
        return new ShardMessage.DeliverHints(
                m.getRequestId(), slots, Checks.longs(m.getEpochsList()), EntryCodec.decode(m.getEntriesList()));
    }

    static HintsTakenProto encode(ShardMessage.HintsTaken m) {
        HintsTakenProto.Builder proto = HintsTakenProto.newBuilder().setRequestId(m.requestId());
        for (int i = 0; i < m.slots().length; i++) {
            proto.addSlots(m.slots()[i]).addVerdicts(EnumCodec.encode(m.verdicts()[i]));
        }
        return proto.build();
    }

    static ShardMessage decode(HintsTakenProto m) throws WireException {
        int[] slots = Checks.slots(m.getSlotsList(), Limits.MAX_HINTS_PER_MESSAGE);
        check(m.getVerdictsCount() == slots.length, "hints_taken.verdicts are not one per slot");
        ShardMessage.HintVerdict[] verdicts = new ShardMessage.HintVerdict[slots.length];
        for (int i = 0; i < slots.length; i++) {
            verdicts[i] = EnumCodec.decode(m.getVerdicts(i));
        }
        return new ShardMessage.HintsTaken(m.getRequestId(), slots, verdicts);
    }
}
