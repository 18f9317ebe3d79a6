package dev.meguri.api.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be made to go wrong at a node, in the simulator's words. Of a link: between this node and one other. */
public enum FaultKind {
    /** Of a link: nothing passes. */
    CUT(true),
    /** Of a link: everything is {@code delayMillis} late, and up to {@code jitterMillis} more. Order is kept. */
    DELAY(true),
    /** Of a link: a share ({@code rate}) of the messages vanishes. */
    LOSS(true),
    /** Of a link: a share ({@code rate}) of the messages arrives twice. */
    DUPLICATION(true),
    /** Of a link: {@code bytesPerSecond} pass, the rest waits. */
    BANDWIDTH(true),
    /** Of the node: its shards and its agent do nothing; what reaches them waits. */
    PAUSE(false),
    /** Of the node: each turn of a shard begins {@code delayMillis} late. */
    SLOW(false),
    /** Of the node: its process ends at once, as {@code kill -9} ends it. */
    CRASH(false),
    /** Of the node: its clock is off by {@code offsetMillis}. */
    CLOCK_OFFSET(false);

    private final boolean ofLink;

    FaultKind(boolean ofLink) {
        this.ofLink = ofLink;
    }

    /** {@code clock_offset}: what documents carry. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isOfLink() {
        return ofLink;
    }
}
