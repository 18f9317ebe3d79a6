package dev.meguri.node.traffic;

import dev.meguri.core.message.MessageKind;

/**
 * Messages and bytes by kind, of a moment: a turn of a shard adds to it with every message, and passes the sums on when it ends.
 * Owned by one thread at a time; made once and used again.
 */
public final class Tally {
    private final int[] messages = new int[MessageKind.count()];
    private final long[] bytes = new long[MessageKind.count()];

    public void add(MessageKind kind, int messageBytes) {
        messages[kind.ordinal()]++;
        bytes[kind.ordinal()] += messageBytes;
    }

    int messages(int kind) {
        return messages[kind];
    }

    long bytes(int kind) {
        return bytes[kind];
    }

    public void clear() {
        for (int kind = 0; kind < messages.length; kind++) {
            messages[kind] = 0;
            bytes[kind] = 0;
        }
    }
}
