package dev.meguri.node.fault;

import java.util.concurrent.atomic.LongAdder;

/** What faults did to the messages of one direction of a link, since the node's start. */
final class LinkCounters {
    final LongAdder dropped = new LongAdder();
    final LongAdder delayed = new LongAdder();
    final LongAdder duplicated = new LongAdder();
}
