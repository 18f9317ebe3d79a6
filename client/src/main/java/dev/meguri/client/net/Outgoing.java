package dev.meguri.client.net;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Commands on their way out, as bytes: as many of them as there are in one write. Of whoever writes, one at a time. */
final class Outgoing {
    private static final int WRITE_BYTES = 64 * 1024;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(WRITE_BYTES).limit(0);
    /** A command that does not fit in whole; null: none. */
    private byte[] partial;

    private int partialAt;

    /** Whether there is something to write. @param next the command that follows; null: none does */
    boolean fill(Supplier<Exchange> next) {
        bytes.compact();
        while (bytes.hasRemaining()) {
            if (partial == null && !begin(next.get())) {
                break;
            }
            int count = Math.min(bytes.remaining(), partial.length - partialAt);
            bytes.put(partial, partialAt, count);
            partialAt += count;
            if (partialAt == partial.length) {
                partial = null;
            }
        }
        bytes.flip();
        return bytes.hasRemaining();
    }

    private boolean begin(Exchange next) {
        if (next == null) {
            return false;
        }
        partial = next.command();
        partialAt = 0;
        return true;
    }

    ByteBuffer bytes() {
        return bytes;
    }
}
