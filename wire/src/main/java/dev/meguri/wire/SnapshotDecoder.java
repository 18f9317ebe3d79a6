package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.notNegative;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meguri.api.proto.EntryProto;
import dev.meguri.api.proto.RemovalProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.version.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link SnapshotEncoder} wrote, record by record. */
public final class SnapshotDecoder {
    private static final byte[] NOTHING = new byte[0];

    private record Origin(String nodeId, long incarnation, String contentType) {}

    /** Told each record in turn. */
    public interface Reader {
        void voidSlot(int slot);

        void removed(Key key);

        void entry(Entry entry);
    }

    private final CodedInputStream in;
    private final List<Origin> origins = new ArrayList<>();

    private SnapshotDecoder(byte[] bytes) {
        this.in = CodedInputStream.newInstance(bytes);
    }

    /** @throws WireException when the bytes are not such records; the reader may have been told some by then */
    public static void decode(byte[] bytes, Reader reader) throws WireException {
        SnapshotDecoder decoder = new SnapshotDecoder(bytes);
        Checks.strictly(bytes, Integer.MAX_VALUE, () -> {
            try {
                while (!decoder.in.isAtEnd()) {
                    decoder.record(reader);
                }
                return null;
            } catch (InvalidProtocolBufferException e) {
                throw e;
            } catch (IOException e) {
                throw new WireException("not a whole record: " + e.getMessage(), e);
            }
        });
    }

    private void record(Reader reader) throws IOException, WireException {
        byte kind = in.readRawByte();
        switch (kind) {
            case SnapshotRecord.ORIGIN -> origins.add(origin());
            case SnapshotRecord.VOID_SLOT -> reader.voidSlot(Checks.slot(in.readUInt32()));
            case SnapshotRecord.REMOVED -> reader.removed(Key.of(in.readByteArray()));
            case SnapshotRecord.PLAIN_ENTRY -> reader.entry(plain());
            case SnapshotRecord.ENTRY -> reader.entry(EntryCodec.decode(EntryProto.parseFrom(in.readByteArray())));
            default -> throw new WireException("unknown record " + kind);
        }
    }

    private Origin origin() throws IOException, WireException {
        String nodeId = Checks.text(in.readStringRequireUtf8(), "origin.node_id");
        return new Origin(nodeId, in.readUInt64(), in.readStringRequireUtf8());
    }

    private Entry plain() throws IOException, WireException {
        int number = in.readUInt32();
        check(number >= 0 && number < origins.size(), "there is no origin " + number);
        Origin origin = origins.get(number);
        Removal gone = EntryCodec.decode(known(RemovalProto.forNumber(in.readUInt32())));
        check(gone == null || gone.isMark(), "an entry cannot be " + gone);
        Version version = new Version(in.readFixed64(), origin.nodeId(), origin.incarnation());
        long expireAtMillis = notNegative(in.readUInt64(), "entry.expire_at_millis");
        Key key = Key.of(in.readByteArray());
        byte[] value = in.readByteArray();
        check(value.length <= Limits.MAX_VALUE_BYTES, "value of " + value.length + " bytes");
        check(gone == null || value.length == 0, "the mark of a removed entry has a value");
        return new Entry(key, version, gone == null ? value : NOTHING, origin.contentType(), expireAtMillis, gone);
    }

    private static RemovalProto known(RemovalProto removal) {
        return removal == null ? RemovalProto.UNRECOGNIZED : removal;
    }
}
