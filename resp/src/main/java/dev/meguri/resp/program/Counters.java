package dev.meguri.resp.program;

import dev.meguri.resp.codec.RespWriter;
import java.math.BigDecimal;

/** INCR and its relatives. */
final class Counters {
    private Counters() {}

    static Program by(long sign) {
        return (a, keys, out) -> add(a[1], sign, keys, out);
    }

    static void incrby(byte[][] a, Keyspace keys, RespWriter out) {
        add(a[1], Numbers.integer(a[2]), keys, out);
    }

    static void decrby(byte[][] a, Keyspace keys, RespWriter out) {
        add(a[1], Numbers.negated(Numbers.integer(a[2])), keys, out);
    }

    static void incrbyfloat(byte[][] a, Keyspace keys, RespWriter out) {
        byte[] before = keys.value(a[1]);
        BigDecimal base = before == null ? BigDecimal.ZERO : Numbers.decimal(before);
        BigDecimal by = Numbers.decimal(a[2]);
        if (base == null || by == null) {
            throw new CommandException("ERR increment would produce NaN or Infinity");
        }
        BigDecimal sum = Numbers.longDouble(base).add(Numbers.longDouble(by));
        byte[] value = Numbers.text(Numbers.longDouble(sum));
        keys.edit(a[1], value);
        out.bulk(value);
    }

    private static void add(byte[] key, long by, Keyspace keys, RespWriter out) {
        byte[] before = keys.value(key);
        long sum = Numbers.sum(before == null ? 0 : Numbers.integer(before), by);
        keys.edit(key, Numbers.text(sum));
        out.integer(sum);
    }
}
