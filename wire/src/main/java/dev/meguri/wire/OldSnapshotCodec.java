package dev.meguri.wire;

import dev.meguri.api.proto.PushEntriesProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.store.Entry;
import java.util.List;

/** Reads the rows of snapshots that were written before their schema had a version: all entries of one slot. */
public final class OldSnapshotCodec {
    private OldSnapshotCodec() {}

    public static byte[] encode(int slot, List<Entry> entries) {
        return PushEntriesProto.newBuilder()
                .setSlot(slot)
                .addAllEntries(EntryCodec.encode(entries))
                .build()
                .toByteArray();
    }

    /** @throws WireException when the bytes are not entries of this slot */
    public static List<Entry> decode(int slot, byte[] bytes) throws WireException {
        return Checks.strictly(bytes, Limits.MAX_FRAME_BYTES, () -> {
            PushEntriesProto proto = PushEntriesProto.parseFrom(bytes);
            Checks.check(proto.getSlot() == slot, "entries of slot " + proto.getSlot() + " instead of " + slot);
            return EntryCodec.decode(proto.getEntriesList());
        });
    }
}
