package dev.meguri.core.strong;

import dev.meguri.core.ring.Key;
import java.util.List;

/**
 * What proposers and voters of a slot tell each other (STRONG.md, rules 2 to 4 and 12). Small: a driver puts many of them
 * into one frame. Every one may be lost, repeated, late or out of order.
 */
public sealed interface StrongMessage {
    /** Unique within the sending shard's run; an answer repeats it. */
    long requestId();

    int slot();

    /** About the bytes of values that it carries, if it is one of those that do. */
    default long payloadBytes() {
        return 0;
    }

    /** To a voter. It acts only under the very epoch. */
    sealed interface Request extends StrongMessage {
        long epoch();
    }

    /** To a proposer. */
    sealed interface Answer extends StrongMessage {
        /** Of the answering node: says which voter this is. */
        long incarnation();
    }

    /** Answered by {@link Reported}; changes nothing. */
    record Read(long requestId, int slot, long epoch, Key key) implements Request {}

    /** Rule 2. Answered by {@link Reported} or {@link Refused}. */
    record Prepare(long requestId, int slot, long epoch, Key key, Ballot ballot) implements Request {}

    /** Rule 3. Answered by {@link Accepted}, {@link Refused} or {@link NoRoom}. @param next to promise too; null: none */
    record Accept(long requestId, int slot, long epoch, Key key, Ballot ballot, StrongValue value, Ballot next)
            implements Request {
        @Override
        public long payloadBytes() {
            return StrongMemory.bytesOf(key, value);
        }
    }

    /** Rule 4. Answered by {@link SlotReported} or {@link Refused}. */
    record SlotPrepare(long requestId, int slot, long epoch, Ballot ballot) implements Request {}

    /** Rule 12. Answered by {@link FloorRaised}. */
    record RaiseFloor(long requestId, int slot, long epoch, Ballot floor) implements Request {}

    /** Rule 12: only where this very ballot is accepted with a tombstone. Not answered. */
    record Forget(long requestId, int slot, long epoch, Key key, Ballot ballot) implements Request {}

    /**
     * @param accepted A; {@link Ballot#ZERO}: nothing
     * @param value V; null where nothing was accepted
     * @param floor F
     */
    record Reported(long requestId, int slot, long incarnation, Ballot accepted, StrongValue value, Ballot floor)
            implements Answer {
        @Override
        public long payloadBytes() {
            return value == null || value.data() == null ? 0 : value.data().length;
        }
    }

    /** @param nextPromised whether {@code next} is the limit of the key now */
    record Accepted(long requestId, int slot, long incarnation, boolean nextPromised) implements Answer {}

    /** @param limit what the ballot would have had to exceed */
    record Refused(long requestId, int slot, long incarnation, Ballot limit) implements Answer {}

    /** The entry does not fit the voter's memory (rule 14). */
    record NoRoom(long requestId, int slot, long incarnation) implements Answer {}

    /** The message's epoch is older than the voter's. */
    record Stale(long requestId, int slot, long incarnation, long epoch) implements Answer {}

    /** One part of what a voter has accepted in the slot. @param part from 0 to parts - 1 */
    record SlotReported(long requestId, int slot, long incarnation, int part, int parts, List<Item> items)
            implements Answer {
        @Override
        public long payloadBytes() {
            long bytes = 0;
            for (Item item : items) {
                bytes += StrongMemory.bytesOf(item.key, item.value);
            }
            return bytes;
        }
    }

    record FloorRaised(long requestId, int slot, long incarnation) implements Answer {}

    /** A register with something accepted. */
    record Item(Key key, Ballot accepted, StrongValue value) {}
}
