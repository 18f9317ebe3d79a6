package dev.meguri.core.message;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.token.Once;
import dev.meguri.core.version.Version;
import java.util.List;

/**
 * What the shards of two nodes tell each other. Each message is about one slot, or about slots of one shard only; a
 * request carries an id that is unique within the sending shard's run, and its answer repeats it. Every request may be
 * lost, repeated or late: receivers are idempotent, senders ask again.
 */
public sealed interface ShardMessage {
    /** The slot that decides which shard handles the message. */
    int slot();

    // ---- operations --------------------------------------------------------------------------------------------

    /** Keep this entry. Answered by {@link Ack} or {@link Nack}; with {@code requestId} 0 by nothing. */
    record Replicate(long requestId, int slot, long epoch, Entry entry) implements ShardMessage {}

    /**
     * The entry is kept, unless a newer one was there already.
     *
     * @param newer the version that was there and is newer; null: none, or the two were merged
     */
    record Ack(long requestId, int slot, Version newer) implements ShardMessage {}

    /** Answers any request. @param epoch of the slot at the answering node; with TOO_LATE the hybrid time of what is there */
    record Nack(long requestId, int slot, NackReason reason, long epoch) implements ShardMessage {}

    /** Your copy of a key, please. Answered by {@link ReadAnswer} or {@link Nack}. */
    record Read(long requestId, int slot, long epoch, Key key) implements ShardMessage {}

    /** @param entry value or mark; null: nothing there. @param synced whether the replica may answer for the slot */
    record ReadAnswer(long requestId, int slot, Entry entry, boolean synced) implements ShardMessage {}

    /**
     * Coordinate this write. Answered by {@link ForwardAnswer} or {@link Nack}.
     *
     * @param version a plain put or remove is stored under it, so that a repetition changes nothing, unless the entry there
     *     is newer
     * @param once null: a plain write, which its version makes the same wherever it is made
     */
    record Forward(long requestId, int slot, long epoch, Operation operation, Version version, Once once)
            implements ShardMessage {}

    record ForwardAnswer(long requestId, int slot, Result result) implements ShardMessage {}

    /**
     * By this state I serve these slots as their primary, which you did before. Answered by {@link HandedOver} once that state, or a
     * newer one, is adopted: what was confirmed before is on its way then, ahead of the answer, and nothing is confirmed or read by
     * the old state after it.
     */
    record TakeOver(long requestId, long term, long ringVersion, int[] slots) implements ShardMessage {
        @Override
        public int slot() {
            return slots[0];
        }
    }

    /** @param slots perhaps a part of those that were asked for */
    record HandedOver(long requestId, int[] slots) implements ShardMessage {
        @Override
        public int slot() {
            return slots[0];
        }
    }

    /**
     * What proposers and voters of strong keys say.
     *
     * @param clockMillis of an answer: the wall clock of who sends it; else 0
     */
    record Strong(StrongMessage message, long clockMillis) implements ShardMessage {
        /** @param clockMillis of who says it; only answers carry it */
        public static Strong of(StrongMessage message, long clockMillis) {
            return new Strong(message, message instanceof StrongMessage.Answer ? clockMillis : 0);
        }

        @Override
        public int slot() {
            return message.slot();
        }
    }

    /**
     * Several of those, of slots of one shard, that were said in one turn: each is as if it had come by itself.
     *
     * @param messages at least one
     * @param clockMillis of the answers among them
     */
    record StrongBatch(List<StrongMessage> messages, long clockMillis) implements ShardMessage {
        @Override
        public int slot() {
            return messages.getFirst().slot();
        }

        /** One of them, as it would have come alone. */
        public Strong said(StrongMessage message) {
            return Strong.of(message, clockMillis);
        }
    }

    // ---- comparing and repairing slots (SLOT.md, rules 6, 14 and 15) ---------------------------------------------

    /**
     * Do we hold the same? Parallel arrays. Who was DOWN forgets what may have been removed meanwhile as soon as it knows, so
     * both must know how the other one lives before they compare.
     *
     * @param ringVersion of the state that the asking node has adopted
     * @param peerSince the ring version since which the asked node is in its state, as the asking one knows it
     * @param copies per slot: the digest is of the keys whose policy keeps at least so many copies, which is what both
     *     nodes should hold
     */
    record CompareSlots(
            long requestId, long ringVersion, long peerSince, int[] slots, long[] epochs, int[] copies, long[] digests)
            implements ShardMessage {
        @Override
        public int slot() {
            return slots[0];
        }
    }

    /**
     * @param slots those that could be compared and those that could not
     * @param verdicts per slot
     * @param sizes per slot: entries, marks included, at the answering node
     */
    record SlotsCompared(long requestId, int[] slots, Verdict[] verdicts, int[] sizes) implements ShardMessage {
        @Override
        public int slot() {
            return slots[0];
        }
    }

    enum Verdict {
        EQUAL,
        DIFFERENT,
        /** The asked node has an older epoch of the slot; it is fetching the state. */
        BEHIND,
        /** The asking node has an older epoch of the slot. */
        STALE,
        /** The asked node still keeps writes of the slot for the asking one, and is delivering them. */
        HINTED
    }

    /**
     * What have you got in this bucket? The keys of a slot are split into {@code 2^bucketBits} buckets by the upper bits of
     * {@link Key#hash64()}.
     *
     * @param copies as in {@link CompareSlots}
     * @param skipIfDigest where the bucket's digest is equal to it, the answer is empty and {@code equal}
     */
    record ListVersions(long requestId, int slot, long epoch, int copies, int bucketBits, int bucket, long skipIfDigest)
            implements ShardMessage {}

    record VersionList(long requestId, int slot, boolean equal, List<KeyVersion> versions) implements ShardMessage {}

    /**
     * @param gone null for a value
     * @param lineage {@link dev.meguri.core.version.Lineage#hash64}; 0: none, the version tells
     */
    record KeyVersion(Key key, Version version, Removal gone, long lineage) {}

    /** These entries, please: at least the first is sent, as many as fit one message. */
    record FetchEntries(long requestId, int slot, long epoch, List<Key> keys) implements ShardMessage {}

    /** @param asked how many of the keys this answers, from the first; keys without entry have none in the list */
    record Entries(long requestId, int slot, int asked, List<Entry> entries) implements ShardMessage {}

    /**
     * Writes of slots of one shard that you did not confirm, the oldest first, or newer ones of the same keys. Answered by
     * {@link HintsTaken}.
     *
     * @param slots of the entries; may repeat
     * @param epochs of the slots
     */
    record DeliverHints(long requestId, int[] slots, long[] epochs, List<Entry> entries) implements ShardMessage {
        @Override
        public int slot() {
            return slots[0];
        }
    }

    /** @param slots of the request, each once. @param verdicts per slot */
    record HintsTaken(long requestId, int[] slots, HintVerdict[] verdicts) implements ShardMessage {
        @Override
        public int slot() {
            return slots[0];
        }
    }

    enum HintVerdict {
        /** All of the slot are kept, but where something newer was there. */
        KEPT,
        /** The answering node has an older epoch of the slot; it is fetching the state. */
        BEHIND,
        /** The delivering node has an older epoch of the slot. */
        STALE,
        /** For want of memory, or because a version is too far ahead of the clock. */
        REFUSED
    }

    /** Keep these. Answered by {@link Ack} or {@link Nack}. */
    record PushEntries(long requestId, int slot, long epoch, List<Entry> entries) implements ShardMessage {}
}
