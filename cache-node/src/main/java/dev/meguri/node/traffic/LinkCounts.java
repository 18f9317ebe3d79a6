package dev.meguri.node.traffic;

import dev.meguri.core.message.MessageKind;
import java.util.concurrent.atomic.AtomicLongArray;

/** What was sent to one peer since the start, by kind. From any thread. */
final class LinkCounts {
    private final AtomicLongArray messages = new AtomicLongArray(MessageKind.count());
    private final AtomicLongArray bytes = new AtomicLongArray(MessageKind.count());

    /** Whether these are the first of their kind. */
    boolean add(int kind, long moreMessages, long moreBytes) {
        bytes.addAndGet(kind, moreBytes);
        return messages.getAndAdd(kind, moreMessages) == 0;
    }

    long messages(int kind) {
        return messages.get(kind);
    }

    long bytes(int kind) {
        return bytes.get(kind);
    }
}
