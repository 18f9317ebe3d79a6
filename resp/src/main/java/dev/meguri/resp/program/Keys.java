package dev.meguri.resp.program;

import dev.meguri.resp.codec.RespWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Commands about whole keys. */
final class Keys {
    /** Longer strings are objects of their own in Redis. */
    private static final int MAX_EMBEDDED_BYTES = 44;

    private Keys() {}

    static void del(byte[][] a, Keyspace keys, RespWriter out) {
        int removed = 0;
        for (int i = 1; i < a.length; i++) {
            if (keys.value(a[i]) != null) {
                keys.remove(a[i]);
                removed++;
            }
        }
        out.integer(removed);
    }

    static void exists(byte[][] a, Keyspace keys, RespWriter out) {
        int count = 0;
        for (int i = 1; i < a.length; i++) {
            count += keys.value(a[i]) == null ? 0 : 1;
        }
        out.integer(count);
    }

    static void type(byte[][] a, Keyspace keys, RespWriter out) {
        out.simple(keys.value(a[1]) == null ? "none" : "string");
    }

    /** Values are bytes here; the answer is what Redis would make of them. */
    static void object(byte[][] a, Keyspace keys, RespWriter out) {
        if (!Words.option(a[1]).equals("ENCODING")) {
            throw Errors.unknownSubcommand(Words.text(a[1]), "OBJECT");
        }
        byte[] value = keys.value(a[2]);
        out.bulkOrNull(value == null ? null : encoding(value).getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoding(byte[] value) {
        try {
            Numbers.integer(value);
            return "int";
        } catch (CommandException e) {
            return value.length <= MAX_EMBEDDED_BYTES ? "embstr" : "raw";
        }
    }

    static void rename(byte[][] a, Keyspace keys, RespWriter out) {
        move(a, keys);
        out.ok();
    }

    static void renamenx(byte[][] a, Keyspace keys, RespWriter out) {
        if (keys.value(a[1]) == null) {
            throw new CommandException(Errors.NO_SUCH_KEY);
        }
        boolean free = keys.value(a[2]) == null;
        if (free) {
            move(a, keys);
        }
        out.integer(free ? 1 : 0);
    }

    private static void move(byte[][] a, Keyspace keys) {
        byte[] value = keys.value(a[1]);
        if (value == null) {
            throw new CommandException(Errors.NO_SUCH_KEY);
        }
        if (!Arrays.equals(a[1], a[2])) {
            keys.put(a[2], value, keys.expireAtMillis(a[1]));
            keys.remove(a[1]);
        }
    }

    static void copy(byte[][] a, Keyspace keys, RespWriter out) {
        boolean replace = false;
        for (int i = 3; i < a.length; i++) {
            String word = Words.option(a[i]);
            if (word.equals("REPLACE")) {
                replace = true;
            } else if (word.equals("DB") && i + 1 < a.length) {
                if (Numbers.integer(a[++i]) != 0) {
                    throw new CommandException("ERR DB index is out of range");
                }
            } else {
                throw Errors.syntax();
            }
        }
        if (Arrays.equals(a[1], a[2])) {
            throw new CommandException("ERR source and destination objects are the same");
        }
        byte[] value = keys.value(a[1]);
        boolean copies = value != null && (replace || keys.value(a[2]) == null);
        if (copies) {
            keys.put(a[2], value, keys.expireAtMillis(a[1]));
        }
        out.integer(copies ? 1 : 0);
    }
}
