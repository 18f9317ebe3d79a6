package dev.meguri.bench.load.open;

import dev.meguri.bench.memory.Dataset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** GET of a key of the {@link Dataset}, written over the one before: a sender that makes no garbage is not stopped for it. */
final class GetCommand {
    private static final byte[] HEAD = "*2\r\n$3\r\nGET\r\n$16\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final ByteBuffer bytes;
    private final int lastDigit;

    GetCommand() {
        byte[] key = Dataset.key(0).bytes();
        bytes = ByteBuffer.allocateDirect(HEAD.length + key.length + 2);
        bytes.put(HEAD).put(key).put((byte) '\r').put((byte) '\n');
        lastDigit = HEAD.length + key.length - 1;
    }

    /** Good until the next call. */
    ByteBuffer of(int key) {
        int rest = key;
        for (int at = lastDigit; bytes.get(at) != ':'; at--, rest /= 10) {
            bytes.put(at, (byte) ('0' + rest % 10));
        }
        return bytes.rewind();
    }
}
