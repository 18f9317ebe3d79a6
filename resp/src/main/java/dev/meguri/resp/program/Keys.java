package dev.meguri.resp.program;

import dev.meguri.resp.codec.RespWriter;
import java.util.Arrays;
import java.util.Locale;

/** Commands about whole keys. */
final class Keys {
    /** Longer strings are objects of their own in Redis. */
    private static final int MAX_EMBEDDED_BYTES = 44;

    private static final int DATABASES_OF_REDIS = 16;

    private static final String NO_FREQUENCY =
            "ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching"
                    + " between policies at runtime LRU and LFU data will take some time to adjust.";

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

    /** @throws CommandException not as OBJECT is asked */
    static void requireObject(byte[][] a) {
        String subcommand = Words.option(a[1]);
        switch (subcommand) {
            case "ENCODING", "FREQ", "IDLETIME", "REFCOUNT" -> {
                if (a.length != 3) {
                    throw Errors.wrongArguments("object|" + subcommand.toLowerCase(Locale.ROOT));
                }
            }
            default -> throw Errors.unknownSubcommand(Words.text(a[1]), "OBJECT");
        }
    }

    /** Values are bytes here; the answer is what Redis would make of them. */
    static void object(byte[][] a, Keyspace keys, RespWriter out) {
        requireObject(a);
        byte[] value = keys.value(a[2]);
        if (value == null) {
            out.nullBulk();
            return;
        }
        switch (Words.option(a[1])) {
            case "ENCODING" -> out.bulk(encoding(value));
            case "REFCOUNT" -> out.integer(1);
            case "IDLETIME" -> {
                Keyspace.Stored stored = keys.stored(a[2]);
                out.integer(stored == null ? 0 : Math.max(0, keys.nowMillis() - stored.writtenAtMillis()) / 1000);
            }
            default -> throw new CommandException(NO_FREQUENCY);
        }
    }

    /** MEMORY USAGE. */
    static void memoryUsage(byte[][] a, Keyspace keys, RespWriter out) {
        if (a.length != 3 && (a.length != 5 || !Words.option(a[3]).equals("SAMPLES"))) {
            throw Errors.syntax();
        }
        if (a.length == 5 && Numbers.integer(a[4]) < 0) {
            throw Errors.syntax();
        }
        Keyspace.Stored stored = keys.stored(a[2]);
        if (stored == null) {
            out.nullBulk();
        } else {
            out.integer(stored.bytes());
        }
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

    private static void requireOnlyDatabase(long database) {
        if (database < 0 || database >= DATABASES_OF_REDIS) {
            throw new CommandException("ERR DB index is out of range");
        }
        if (database != 0) {
            throw new CommandException("ERR Copying to another database is not allowed in cluster mode");
        }
    }

    static void copy(byte[][] a, Keyspace keys, RespWriter out) {
        boolean replace = false;
        for (int i = 3; i < a.length; i++) {
            String word = Words.option(a[i]);
            if (word.equals("REPLACE")) {
                replace = true;
            } else if (word.equals("DB") && i + 1 < a.length) {
                requireOnlyDatabase(Numbers.integer(a[++i]));
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
