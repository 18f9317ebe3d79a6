package dev.meguri.resp.program;

import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.command.CommandTable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Keys in a map, at second 1,000 since 1970, and answers as people read them. */
final class MemoryKeyspace implements Keyspace {
    private record Value(byte[] bytes, long expireAtMillis) {}

    private final Map<String, Value> values = new HashMap<>();

    String run(String line) {
        String[] words = line.split(" ");
        byte[][] arguments = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        Command command = CommandTable.find(arguments[0]);
        RespWriter out = new RespWriter();
        try {
            Programs.of(command).run(arguments, this, out);
        } catch (CommandException e) {
            return e.getMessage();
        }
        return Readable.of(new String(out.take(), StandardCharsets.ISO_8859_1));
    }

    @Override
    public byte[] value(byte[] key) {
        Value value = values.get(text(key));
        boolean isOver = value != null && value.expireAtMillis != NEVER && value.expireAtMillis <= nowMillis();
        return value == null || isOver ? null : value.bytes;
    }

    @Override
    public long expireAtMillis(byte[] key) {
        return value(key) == null ? NEVER : values.get(text(key)).expireAtMillis;
    }

    @Override
    public void put(byte[] key, byte[] value, long expireAtMillis) {
        values.put(text(key), new Value(value, Math.max(NEVER, expireAtMillis)));
    }

    @Override
    public void edit(byte[] key, byte[] value) {
        put(key, value, expireAtMillis(key));
    }

    @Override
    public void remove(byte[] key) {
        values.remove(text(key));
    }

    @Override
    public Stored stored(byte[] key) {
        return value(key) == null ? null : new Stored(value(key).length, nowMillis() - 5_000);
    }

    @Override
    public long nowMillis() {
        return 1_000_000;
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1);
    }
}
