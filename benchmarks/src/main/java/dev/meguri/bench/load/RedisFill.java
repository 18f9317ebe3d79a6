package dev.meguri.bench.load;

import dev.meguri.bench.memory.Dataset;
import dev.meguri.bench.server.Home;
import dev.meguri.bench.server.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts entries as those of the {@link Dataset} into a server, by redis-cli. */
public final class RedisFill {
    public static final int NO_TTL = 0;

    /** So many commands are in a file at once. */
    private static final int CHUNK = 1_000_000;

    private static final long CHUNK_SECONDS = 240;
    private static final int BUFFER_BYTES = 1 << 16;

    private RedisFill() {}

    /** Entries 0 to {@code entries}. @throws IllegalStateException one was not stored */
    public static void run(Home home, int port, int entries, int ttlSeconds) {
        Path commands = home.fresh("fill").resolve("commands");
        try {
            for (int from = 0; from < entries; from += CHUNK) {
                write(commands, from, Math.min(entries, from + CHUNK), ttlSeconds);
                Tools.run(List.of("sh", "-c", "redis-cli -p " + port + " --pipe < '" + commands + "'"), CHUNK_SECONDS);
            }
            Files.delete(commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, int from, int to, int ttlSeconds) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ByteArrayOutputStream some = new ByteArrayOutputStream();
            for (int i = from; i < to; i++) {
                some.writeBytes(set(i, ttlSeconds));
                if (some.size() > BUFFER_BYTES) {
                    some.writeTo(out);
                    some.reset();
                }
            }
            some.writeTo(out);
        }
    }

    private static byte[] set(int i, int ttlSeconds) {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(ascii(ttlSeconds == NO_TTL ? "*3" : "*5"));
        command.writeBytes(ascii("\r\n$3\r\nSET\r\n$16\r\n"));
        command.writeBytes(Dataset.key(i).bytes());
        command.writeBytes(ascii("\r\n$" + Dataset.VALUE_BYTES + "\r\n"));
        command.writeBytes(Dataset.value('a' + i % 26));
        command.writeBytes(ascii("\r\n"));
        if (ttlSeconds != NO_TTL) {
            String ttl = Integer.toString(ttlSeconds);
            command.writeBytes(ascii("$2\r\nEX\r\n$" + ttl.length() + "\r\n" + ttl + "\r\n"));
        }
        return command.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
