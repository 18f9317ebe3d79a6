package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.notNegative;
import static dev.meguri.wire.Checks.present;
import static dev.meguri.wire.Checks.slot;

import com.google.protobuf.ByteString;
import dev.meguri.api.proto.CompareSlotsProto;
import dev.meguri.api.proto.EntriesProto;
import dev.meguri.api.proto.FetchEntriesProto;
import dev.meguri.api.proto.KeyVersionProto;
import dev.meguri.api.proto.ListVersionsProto;
import dev.meguri.api.proto.PushEntriesProto;
import dev.meguri.api.proto.SlotsComparedProto;
import dev.meguri.api.proto.VersionListProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.Key;
import java.util.ArrayList;
import java.util.List;

/** Messages with which shards compare and repair slots. */
final class RepairCodec {
    /** Buckets are cut by the upper bits of a 64-bit hash, but their number must fit an int. */
    private static final int MAX_BUCKET_BITS = 30;

    private RepairCodec() {}

    static CompareSlotsProto encode(ShardMessage.CompareSlots m) {
        CompareSlotsProto.Builder proto = CompareSlotsProto.newBuilder()
                .setRequestId(m.requestId())
                .setRingVersion(m.ringVersion())
                .setPeerSince(m.peerSince());
        for (int i = 0; i < m.slots().length; i++) {
            proto.addSlots(m.slots()[i])
                    .addEpochs(m.epochs()[i])
                    .addCopies(m.copies()[i])
                    .addDigests(m.digests()[i]);
        }
        return proto.build();
    }

    static ShardMessage decode(CompareSlotsProto m) throws WireException {
        int[] slots = Checks.slots(m.getSlotsList(), Limits.MAX_SLOTS_PER_COMPARISON);
        check(m.getEpochsCount() == slots.length, "compare_slots.epochs are not one per slot");
        check(m.getDigestsCount() == slots.length, "compare_slots.digests are not one per slot");
        check(m.getCopiesCount() == slots.length, "compare_slots.copies are not one per slot");
        int[] copies = Checks.ints(m.getCopiesList());
        for (int each : copies) {
            copies(each);
        }
        return new ShardMessage.CompareSlots(
                m.getRequestId(),
                m.getRingVersion(),
                m.getPeerSince(),
                slots,
                Checks.longs(m.getEpochsList()),
                copies,
                Checks.longs(m.getDigestsList()));
    }

    static SlotsComparedProto encode(ShardMessage.SlotsCompared m) {
        SlotsComparedProto.Builder proto = SlotsComparedProto.newBuilder().setRequestId(m.requestId());
        for (int i = 0; i < m.slots().length; i++) {
            proto.addSlots(m.slots()[i])
                    .addVerdicts(EnumCodec.encode(m.verdicts()[i]))
                    .addSizes(m.sizes()[i]);
        }
        return proto.build();
    }

    static ShardMessage decode(SlotsComparedProto m) throws WireException {
        int[] slots = Checks.slots(m.getSlotsList(), Limits.MAX_SLOTS_PER_COMPARISON);
        check(m.getVerdictsCount() == slots.length, "slots_compared.verdicts are not one per slot");
        check(m.getSizesCount() == slots.length, "slots_compared.sizes are not one per slot");
        ShardMessage.Verdict[] verdicts = new ShardMessage.Verdict[slots.length];
        int[] sizes = new int[slots.length];
        for (int i = 0; i < slots.length; i++) {
            verdicts[i] = EnumCodec.decode(m.getVerdicts(i));
            sizes[i] = notNegative(m.getSizes(i), "slots_compared.sizes");
        }
        return new ShardMessage.SlotsCompared(m.getRequestId(), slots, verdicts, sizes);
    }

    static ListVersionsProto encode(ShardMessage.ListVersions m) {
        return ListVersionsProto.newBuilder()
                .setRequestId(m.requestId())
                .setSlot(m.slot())
                .setEpoch(m.epoch())
                .setCopies(m.copies())
                .setBucketBits(m.bucketBits())
                .setBucket(m.bucket())
                .setSkipIfDigest(m.skipIfDigest())
                .build();
    }

    static ShardMessage decode(ListVersionsProto m) throws WireException {
        int bits = m.getBucketBits();
        check(bits >= 0 && bits <= MAX_BUCKET_BITS, "list_versions.bucket_bits is " + bits);
        check(m.getBucket() >= 0 && m.getBucket() < 1 << bits, "list_versions.bucket does not exist");
        return new ShardMessage.ListVersions(
                m.getRequestId(),
                slot(m.getSlot()),
                m.getEpoch(),
                copies(m.getCopies()),
                bits,
                m.getBucket(),
                m.getSkipIfDigest());
    }

    static VersionListProto encode(ShardMessage.VersionList m) {
        VersionListProto.Builder proto = VersionListProto.newBuilder()
                .setRequestId(m.requestId())
                .setSlot(m.slot())
                .setEqual(m.equal());
        for (ShardMessage.KeyVersion version : m.versions()) {
            proto.addVersions(KeyVersionProto.newBuilder()
                    .setKey(Checks.bytes(version.key()))
                    .setVersion(EntryCodec.encode(version.version()))
                    .setGone(EntryCodec.encode(version.gone()))
                    .setLineage(version.lineage()));
        }
        return proto.build();
    }

    static ShardMessage decode(VersionListProto m) throws WireException {
        List<ShardMessage.KeyVersion> versions = new ArrayList<>(m.getVersionsCount());
        for (KeyVersionProto version : m.getVersionsList()) {
            present(version.hasVersion(), "key_version.version");
            versions.add(new ShardMessage.KeyVersion(
                    Checks.key(version.getKey()),
                    EntryCodec.decode(version.getVersion()),
                    EntryCodec.decode(version.getGone()),
                    version.getLineage()));
        }
        return new ShardMessage.VersionList(m.getRequestId(), slot(m.getSlot()), m.getEqual(), versions);
    }

    static FetchEntriesProto encode(ShardMessage.FetchEntries m) {
        FetchEntriesProto.Builder proto = FetchEntriesProto.newBuilder()
                .setRequestId(m.requestId())
                .setSlot(m.slot())
                .setEpoch(m.epoch());
        for (Key key : m.keys()) {
            proto.addKeys(Checks.bytes(key));
        }
        return proto.build();
    }

    static ShardMessage decode(FetchEntriesProto m) throws WireException {
        List<Key> keys = new ArrayList<>(m.getKeysCount());
        for (ByteString key : m.getKeysList()) {
            keys.add(Checks.key(key));
        }
        return new ShardMessage.FetchEntries(m.getRequestId(), slot(m.getSlot()), m.getEpoch(), keys);
    }

    static EntriesProto encode(ShardMessage.Entries m) {
        return EntriesProto.newBuilder()
                .setRequestId(m.requestId())
                .setSlot(m.slot())
                .setAsked(m.asked())
                .addAllEntries(EntryCodec.encode(m.entries()))
                .build();
    }

    static ShardMessage decode(EntriesProto m) throws WireException {
        return new ShardMessage.Entries(
                m.getRequestId(),
                slot(m.getSlot()),
                notNegative(m.getAsked(), "entries.asked"),
                EntryCodec.decode(m.getEntriesList()));
    }

    static PushEntriesProto encode(ShardMessage.PushEntries m) {
        return PushEntriesProto.newBuilder()
                .setRequestId(m.requestId())
                .setSlot(m.slot())
                .setEpoch(m.epoch())
                .addAllEntries(EntryCodec.encode(m.entries()))
                .build();
    }

    static ShardMessage decode(PushEntriesProto m) throws WireException {
        return new ShardMessage.PushEntries(
                m.getRequestId(), slot(m.getSlot()), m.getEpoch(), EntryCodec.decode(m.getEntriesList()));
    }

    private static int copies(int copies) throws WireException {
        check(copies >= 1 && copies <= Limits.MAX_REPLICAS, "copies are " + copies);
        return copies;
    }
}
