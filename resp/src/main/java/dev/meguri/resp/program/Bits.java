package dev.meguri.resp.program;

import dev.meguri.resp.RespLimits;
import dev.meguri.resp.codec.RespWriter;

/** Values as bits: the first one is the highest of the first byte. */
final class Bits {
    private static final byte[] NOTHING = new byte[0];

    private Bits() {}

    static void getbit(byte[][] a, Keyspace keys, RespWriter out) {
        long offset = offset(a[2]);
        byte[] value = keys.value(a[1]);
        out.integer(value == null || offset / 8 >= value.length ? 0 : bit(value, offset));
    }

    static void setbit(byte[][] a, Keyspace keys, RespWriter out) {
        long offset = offset(a[2]);
        boolean isBit = a[3].length == 1 && (a[3][0] == '0' || a[3][0] == '1');
        if (!isBit) {
            throw new CommandException("ERR bit is not an integer or out of range");
        }
        byte[] before = keys.value(a[1]);
        byte[] base = before == null ? NOTHING : before;
        byte[] value = Strings.grown(base, Math.max(base.length, offset / 8 + 1));
        int old = bit(value, offset);
        int mask = 0x80 >> (offset % 8);
        int at = (int) (offset / 8);
        value[at] = (byte) (a[3][0] == '1' ? value[at] | mask : value[at] & ~mask);
        keys.edit(a[1], value);
        out.integer(old);
    }

    static void bitcount(byte[][] a, Keyspace keys, RespWriter out) {
        byte[] value = keys.value(a[1]);
        if (value == null) {
            out.integer(0);
            return;
        }
        if (a.length == 3 || a.length > 5) {
            throw Errors.syntax();
        }
        long from = a.length > 3 ? Numbers.integer(a[2]) : 0;
        long to = a.length > 3 ? Numbers.integer(a[3]) : -1;
        if (from < 0 && to < 0 && from > to) {
            out.integer(0);
            return;
        }
        String unit = a.length == 5 ? Words.option(a[4]) : "BYTE";
        if (!unit.equals("BYTE") && !unit.equals("BIT")) {
            throw Errors.syntax();
        }
        boolean bits = unit.equals("BIT");
        Range range = Range.of(from, to, bits ? 8L * value.length : value.length);
        out.integer(range.isEmpty() ? 0 : count(value, bits ? range : new Range(8 * range.from(), 8 * range.to() + 7)));
    }

    private static long count(byte[] value, Range bits) {
        int first = (int) (bits.from() / 8);
        int last = (int) (bits.to() / 8);
        long count = 0;
        for (int i = first; i <= last; i++) {
            int b = value[i] & 0xFF;
            if (i == first) {
                b &= 0xFF >> (bits.from() % 8);
            }
            if (i == last) {
                b &= 0xFF << (7 - bits.to() % 8);
            }
            count += Integer.bitCount(b & 0xFF);
        }
        return count;
    }

    private static long offset(byte[] argument) {
        long offset;
        try {
            offset = Numbers.integer(argument);
        } catch (CommandException e) {
            throw new CommandException("ERR bit offset is not an integer or out of range");
        }
        if (offset < 0 || offset / 8 >= RespLimits.MAX_ARGUMENT_BYTES) {
            throw new CommandException("ERR bit offset is not an integer or out of range");
        }
        return offset;
    }

    private static int bit(byte[] value, long offset) {
        return value[(int) (offset / 8)] >> (7 - offset % 8) & 1;
    }
}
