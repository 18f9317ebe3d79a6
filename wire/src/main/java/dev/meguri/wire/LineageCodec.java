package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;

import com.google.protobuf.UnsafeByteOperations;
import dev.meguri.api.proto.LineageProto;
import dev.meguri.api.proto.VersionProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.version.Lineage;
import dev.meguri.core.version.Version;
import dev.meguri.core.version.VersionVector;
import java.util.ArrayList;
import java.util.List;

/** What entries carry whose policy has a resolver. */
final class LineageCodec {
    private LineageCodec() {}

    static LineageProto encode(Lineage lineage) {
        LineageProto.Builder proto = LineageProto.newBuilder()
                .setState(UnsafeByteOperations.unsafeWrap(lineage.state()))
                .setFingerprint(lineage.fingerprint());
        for (Version version : lineage.vector().components()) {
            proto.addVector(EntryCodec.encode(version));
        }
        return proto.build();
    }

    static Lineage decode(LineageProto proto) throws WireException {
        check(proto.getVectorCount() > 0, "a lineage without vector");
        check(
                proto.getVectorCount() <= Limits.MAX_VECTOR_COMPONENTS,
                "a vector of " + proto.getVectorCount() + " components");
        check(
                proto.getState().size() <= Limits.MAX_VALUE_BYTES,
                "a resolver's state of " + proto.getState().size() + " bytes");
        List<Version> versions = new ArrayList<>(proto.getVectorCount());
        for (VersionProto version : proto.getVectorList()) {
            versions.add(EntryCodec.decode(version));
        }
        return new Lineage(VersionVector.of(versions), proto.getState().toByteArray(), proto.getFingerprint());
    }
}
