package dev.meguri.node.peer;

import dev.meguri.service.frame.Refusals;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** Traffic with all peers since the start. */
@Singleton
public class PeerCounters {
    public final LongAdder framesIn = new LongAdder();
    public final LongAdder framesOut = new LongAdder();
    public final LongAdder bytesIn = new LongAdder();
    public final LongAdder bytesOut = new LongAdder();
    /** Messages that were not sent: no connection, or too much waited for it. */
    public final LongAdder droppedOut = new LongAdder();
    /** Messages to channels that were not sent: no connection, or too much waited for it. */
    public final LongAdder droppedPublishes = new LongAdder();
    /** Messages that were not handled: the shard had too much to do. */
    public final LongAdder droppedIn = new LongAdder();
    /** Frames that were no frames, and greetings that were refused. */
    public final Refusals refused = new Refusals();
}
