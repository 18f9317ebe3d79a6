package dev.meguri.client.near;

import dev.meguri.client.net.Tracking;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is kept of a key: a value, or that it is absent; or of a value that was dropped, its version alone, so that none older is
 * kept until the bound is over.
 */
final class NearEntry {
    private enum Kind {
        VALUE,
        ABSENT,
        DROPPED
    }

    private final Kind kind;
    /** The decoded value, where it may be shared; else its bytes; null: there is none. */
    final Object value;
    /** Null: of an absent key. */
    final String version;

    final int weight;
    private final int slot;
    private final int mark;
    private final Tracking tracking;
    /** Of the request: the value was the key's at that moment, or later. */
    final long sentNanos;
    /** Then it is not returned any more. */
    private final long untilNanos;

    private final AtomicBoolean refreshed = new AtomicBoolean();

    private NearEntry(
            Kind kind,
            Object value,
            String version,
            int weight,
            int slot,
            int mark,
            Tracking tracking,
            long sentNanos,
            long untilNanos) {
        this.kind = kind;
        this.value = value;
        this.version = version;
        this.weight = weight;
        this.slot = slot;
        this.mark = mark;
        this.tracking = tracking;
        this.sentNanos = sentNanos;
        this.untilNanos = untilNanos;
    }

    /** @param value null: the key is absent */
    static NearEntry of(Answered answered, Object value, int weight, long untilNanos) {
        Ticket ticket = answered.ticket();
        return new NearEntry(
                value == null ? Kind.ABSENT : Kind.VALUE,
                value,
                answered.read().version(),
                weight,
                ticket.slot(),
                ticket.mark(),
                answered.way().tracking(),
                answered.way().sentNanos(),
                untilNanos);
    }

    /** What is left of it when it is dropped; null: nothing. */
    NearEntry dropped(int nextWeight, long nextUntilNanos) {
        return version == null
                ? null
                : new NearEntry(
                        Kind.DROPPED, null, version, nextWeight, slot, mark, Tracking.NONE, sentNanos, nextUntilNanos);
    }

    boolean isDropped() {
        return kind == Kind.DROPPED;
    }

    boolean isValue() {
        return kind == Kind.VALUE;
    }

    boolean isOver(long nowNanos) {
        return nowNanos - untilNanos >= 0;
    }

    boolean isServedAsBefore(SlotMarks marks) {
        return marks.of(slot) == mark;
    }

    boolean isUntold() {
        return tracking.isOver();
    }

    /** Whether the caller is the first, and is to ask for it anew. */
    boolean takeRefresh() {
        return !refreshed.get() && refreshed.compareAndSet(false, true);
    }
}
