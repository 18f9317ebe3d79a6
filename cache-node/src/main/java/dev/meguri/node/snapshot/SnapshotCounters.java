package dev.meguri.node.snapshot;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** How the snapshots of this process went. */
@Singleton
public class SnapshotCounters {
    public final LongAdder written = new LongAdder();
    public final LongAdder failed = new LongAdder();
    public final LongAdder bytes = new LongAdder();
    /** Databases that were set aside at the start. */
    public final LongAdder corrupt = new LongAdder();
    /** When the last snapshot was complete, in milliseconds since 1970; 0: none. */
    public volatile long lastMillis;
}
