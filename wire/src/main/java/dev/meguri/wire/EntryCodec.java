package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.notNegative;
import static dev.meguri.wire.Checks.present;

import com.google.protobuf.UnsafeByteOperations;
import dev.meguri.api.proto.EntryProto;
import dev.meguri.api.proto.RemovalProto;
import dev.meguri.api.proto.VersionProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.token.Trail;
import dev.meguri.core.version.Lineage;
import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.List;

/** Entries and versions, as peers exchange them. */
final class EntryCodec {
    private static final byte[] NOTHING = new byte[0];

    private EntryCodec() {}

    static EntryProto encode(Entry entry) {
        EntryProto.Builder proto = EntryProto.newBuilder()
                .setKey(Checks.bytes(entry.key()))
                .setVersion(encode(entry.version()))
                .setValue(UnsafeByteOperations.unsafeWrap(entry.value()))
                .setContentType(entry.contentType())
                .setExpireAtMillis(entry.expireAtMillis())
                .setGone(encode(entry.gone()));
        if (!entry.trail().isEmpty()) {
            proto.setTrail(TokenCodec.encode(entry.trail()));
        }
        if (!entry.lineage().isNone()) {
            proto.setLineage(LineageCodec.encode(entry.lineage()));
        }
        return proto.build();
    }

    static Entry decode(EntryProto proto) throws WireException {
        present(proto.hasVersion(), "entry.version");
        check(
                proto.getValue().size() <= Limits.MAX_VALUE_BYTES,
                "value of " + proto.getValue().size() + " bytes");
        Removal gone = decode(proto.getGone());
        check(gone == null || gone.isMark(), "an entry cannot be " + gone);
        check(gone == null || proto.getValue().isEmpty(), "the mark of a removed entry has a value");
        return new Entry(
                Checks.key(proto.getKey()),
                decode(proto.getVersion()),
                gone == null ? proto.getValue().toByteArray() : NOTHING,
                proto.getContentType(),
                notNegative(proto.getExpireAtMillis(), "entry.expire_at_millis"),
                gone,
                proto.hasTrail() ? TokenCodec.decode(proto.getTrail()) : Trail.NONE,
                proto.hasLineage() ? LineageCodec.decode(proto.getLineage()) : Lineage.NONE);
    }

    static List<EntryProto> encode(List<Entry> entries) {
        List<EntryProto> protos = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            protos.add(encode(entry));
        }
        return protos;
    }

    static List<Entry> decode(List<EntryProto> protos) throws WireException {
        List<Entry> entries = new ArrayList<>(protos.size());
        for (EntryProto proto : protos) {
            entries.add(decode(proto));
        }
        return entries;
    }

    static VersionProto encode(Version version) {
        return VersionProto.newBuilder()
                .setTime(version.time())
                .setNodeId(version.nodeId())
                .setIncarnation(version.incarnation())
                .build();
    }

    static Version decode(VersionProto proto) throws WireException {
        return new Version(proto.getTime(), Checks.text(proto.getNodeId(), "version.node_id"), proto.getIncarnation());
    }

    /** @param removal null: none */
    static RemovalProto encode(Removal removal) {
        return switch (removal) {
            case null -> RemovalProto.REMOVAL_NONE;
            case EXPIRED -> RemovalProto.REMOVAL_EXPIRED;
            case EVICTED -> RemovalProto.REMOVAL_EVICTED;
            case DELETED -> RemovalProto.REMOVAL_DELETED;
            case REPLACED -> RemovalProto.REMOVAL_REPLACED;
            case MOVED -> RemovalProto.REMOVAL_MOVED;
            case LOST -> RemovalProto.REMOVAL_LOST;
        };
    }

    /** Null for none. */
    static Removal decode(RemovalProto proto) throws WireException {
        return switch (proto) {
            case REMOVAL_NONE -> null;
            case REMOVAL_EXPIRED -> Removal.EXPIRED;
            case REMOVAL_EVICTED -> Removal.EVICTED;
            case REMOVAL_DELETED -> Removal.DELETED;
            case REMOVAL_REPLACED -> Removal.REPLACED;
            case REMOVAL_MOVED -> Removal.MOVED;
            case REMOVAL_LOST -> Removal.LOST;
            case UNRECOGNIZED -> throw new WireException("unknown removal");
        };
    }
}
