package dev.meguri.resp.program;

import dev.meguri.resp.RespLimits;
import dev.meguri.resp.codec.RespWriter;
import java.util.Arrays;

/** GET, SET and their relatives. */
final class Strings {
    private static final byte[] NOTHING = new byte[0];

    private Strings() {}

    static void get(byte[][] a, Keyspace keys, RespWriter out) {
        out.bulkOrNull(keys.value(a[1]));
    }

    static void mget(byte[][] a, Keyspace keys, RespWriter out) {
        out.array(a.length - 1);
        for (int i = 1; i < a.length; i++) {
            out.bulkOrNull(keys.value(a[i]));
        }
    }

    static void set(byte[][] a, Keyspace keys, RespWriter out) {
        SetOptions options = SetOptions.parse(a, keys.nowMillis());
        byte[] before = keys.value(a[1]);
        boolean holds =
                switch (options.when()) {
                    case ALWAYS -> true;
                    case ABSENT -> before == null;
                    case PRESENT -> before != null;
                    case EQUAL -> before != null && Arrays.equals(before, options.expected());
                };
        if (holds) {
            long kept = before == null ? Keyspace.POLICY_EXPIRY : keys.expireAtMillis(a[1]);
            write(keys, a[1], a[2], options.keepTtl() ? kept : options.expireAtMillis());
        }
        if (options.get()) {
            out.bulkOrNull(before);
        } else if (holds) {
            out.ok();
        } else {
            out.nullBulk();
        }
    }

    static void setnx(byte[][] a, Keyspace keys, RespWriter out) {
        boolean absent = keys.value(a[1]) == null;
        if (absent) {
            write(keys, a[1], a[2], Keyspace.POLICY_EXPIRY);
        }
        out.integer(absent ? 1 : 0);
    }

    static Program setex(String unit, String command) {
        return (a, keys, out) -> {
            write(keys, a[1], a[3], Expiry.ofWrite(unit, a[2], keys.nowMillis(), command));
            out.ok();
        };
    }

    static void getset(byte[][] a, Keyspace keys, RespWriter out) {
        byte[] before = keys.value(a[1]);
        write(keys, a[1], a[2], Keyspace.POLICY_EXPIRY);
        out.bulkOrNull(before);
    }

    static void getdel(byte[][] a, Keyspace keys, RespWriter out) {
        byte[] before = keys.value(a[1]);
        if (before != null) {
            keys.remove(a[1]);
        }
        out.bulkOrNull(before);
    }

    static void getex(byte[][] a, Keyspace keys, RespWriter out) {
        String unit = null;
        byte[] time = null;
        for (int i = 2; i < a.length; i++) {
            String word = Words.option(a[i]);
            boolean isSame = unit == null || unit.equals(word);
            if (word.equals("PERSIST") && isSame) {
                unit = word;
            } else if (Expiry.isOption(word) && isSame && i + 1 < a.length) {
                unit = word;
                time = a[++i];
            } else {
                throw Errors.syntax();
            }
        }
        byte[] value = keys.value(a[1]);
        if (value == null) {
            out.nullBulk();
            return;
        }
        long expireAt = time == null ? Keyspace.NEVER : Expiry.ofWrite(unit, time, keys.nowMillis(), "getex");
        if (a.length > 2 && expireAt != keys.expireAtMillis(a[1])) {
            if (expireAt != Keyspace.NEVER && expireAt <= keys.nowMillis()) {
                keys.remove(a[1]);
            } else {
                keys.put(a[1], value, expireAt);
            }
        }
        out.bulkOrNull(value);
    }

    static void mset(byte[][] a, Keyspace keys, RespWriter out) {
        requirePairs(a, "mset");
        for (int i = 1; i < a.length; i += 2) {
            write(keys, a[i], a[i + 1], Keyspace.POLICY_EXPIRY);
        }
        out.ok();
    }

    static void msetnx(byte[][] a, Keyspace keys, RespWriter out) {
        requirePairs(a, "msetnx");
        for (int i = 1; i < a.length; i += 2) {
            if (keys.value(a[i]) != null) {
                out.integer(0);
                return;
            }
        }
        for (int i = 1; i < a.length; i += 2) {
            write(keys, a[i], a[i + 1], Keyspace.POLICY_EXPIRY);
        }
        out.integer(1);
    }

    static void append(byte[][] a, Keyspace keys, RespWriter out) {
        byte[] before = keys.value(a[1]);
        byte[] base = before == null ? NOTHING : before;
        byte[] value = grown(base, (long) base.length + a[2].length);
        System.arraycopy(a[2], 0, value, base.length, a[2].length);
        keys.edit(a[1], value);
        out.integer(value.length);
    }

    static void strlen(byte[][] a, Keyspace keys, RespWriter out) {
        byte[] value = keys.value(a[1]);
        out.integer(value == null ? 0 : value.length);
    }

    static void getrange(byte[][] a, Keyspace keys, RespWriter out) {
        long from = Numbers.integer(a[2]);
        long to = Numbers.integer(a[3]);
        byte[] value = keys.value(a[1]);
        Range range = Range.of(from, to, value == null ? 0 : value.length);
        if (range.isEmpty()) {
            out.bulk(NOTHING);
        } else {
            out.bulk(value, (int) range.from(), (int) (range.to() - range.from() + 1));
        }
    }

    static void setrange(byte[][] a, Keyspace keys, RespWriter out) {
        long offset = Numbers.integer(a[2]);
        if (offset < 0) {
            throw new CommandException("ERR offset is out of range");
        }
        byte[] before = keys.value(a[1]);
        byte[] base = before == null ? NOTHING : before;
        if (a[3].length == 0) {
            out.integer(base.length);
            return;
        }
        if (offset > RespLimits.MAX_ARGUMENT_BYTES) {
            throw new CommandException(Errors.TOO_LONG);
        }
        byte[] value = grown(base, Math.max(base.length, offset + a[3].length));
        System.arraycopy(a[3], 0, value, (int) offset, a[3].length);
        keys.edit(a[1], value);
        out.integer(value.length);
    }

    /** A copy with zeros after it. */
    static byte[] grown(byte[] value, long length) {
        if (length > RespLimits.MAX_ARGUMENT_BYTES) {
            throw new CommandException(Errors.TOO_LONG);
        }
        return Arrays.copyOf(value, (int) length);
    }

    /** A time that is over by now is the key's end at once. */
    private static void write(Keyspace keys, byte[] key, byte[] value, long expireAtMillis) {
        if (expireAtMillis > 0 && expireAtMillis <= keys.nowMillis()) {
            keys.remove(key);
        } else {
            keys.put(key, value, expireAtMillis);
        }
    }

    private static void requirePairs(byte[][] a, String command) {
        if (a.length % 2 == 0) {
            throw Errors.wrongArguments(command);
        }
    }
}
