package dev.meguri.wire;

import com.google.protobuf.CodedOutputStream;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes changes of slots as bytes, a row of a node's snapshot: records, each of which begins with its {@link SnapshotRecord}.
 * What many entries have in common, the writer of their version and their content type, is written once and then named by its
 * number. Not thread-safe.
 */
public final class SnapshotEncoder {
    private record Origin(String nodeId, long incarnation, String contentType) {}

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    private final Map<Origin, Integer> origins = new HashMap<>();

    /** That all of the slot before this is void. */
    public void voidSlot(int slot) {
        write(() -> {
            out.write(SnapshotRecord.VOID_SLOT);
            out.writeUInt32NoTag(slot);
        });
    }

    public void removed(Key key) {
        write(() -> {
            out.write(SnapshotRecord.REMOVED);
            out.writeByteArrayNoTag(key.bytes());
        });
    }

    public void entry(Entry entry) {
        write(() -> {
            if (entry.trail().isEmpty() && entry.lineage().isNone()) {
                plain(entry);
            } else {
                out.write(SnapshotRecord.ENTRY);
                out.writeByteArrayNoTag(EntryCodec.encode(entry).toByteArray());
            }
        });
    }

    /** Of what was written so far. */
    public int size() {
        return out.getTotalBytesWritten();
    }

    public byte[] toByteArray() {
        write(out::flush);
        return bytes.toByteArray();
    }

    private void plain(Entry entry) throws IOException {
        Origin origin = new Origin(entry.version().nodeId(), entry.version().incarnation(), entry.contentType());
        Integer known = origins.get(origin);
        if (known == null) {
            known = origins.size();
            origins.put(origin, known);
            out.write(SnapshotRecord.ORIGIN);
            out.writeStringNoTag(origin.nodeId());
            out.writeUInt64NoTag(origin.incarnation());
            out.writeStringNoTag(origin.contentType());
        }
        out.write(SnapshotRecord.PLAIN_ENTRY);
        out.writeUInt32NoTag(known);
        out.writeUInt32NoTag(EntryCodec.encode(entry.gone()).getNumber());
        out.writeFixed64NoTag(entry.version().time());
        out.writeUInt64NoTag(entry.expireAtMillis());
        out.writeByteArrayNoTag(entry.key().bytes());
        out.writeByteArrayNoTag(entry.value());
    }

    private interface Write {
        void run() throws IOException;
    }

    private static void write(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }
}
