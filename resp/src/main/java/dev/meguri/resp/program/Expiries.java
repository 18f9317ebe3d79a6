package dev.meguri.resp.program;

import dev.meguri.resp.codec.RespWriter;

/** EXPIRE, TTL and their relatives. */
final class Expiries {
    private static final long ABSENT = -2;
    private static final long WITHOUT = -1;

    private Expiries() {}

    static Program expire(boolean seconds, boolean absolute, String command) {
        return (a, keys, out) -> {
            When when = When.parse(a);
            long at = Expiry.at(Numbers.integer(a[2]), seconds, absolute, keys.nowMillis(), command);
            byte[] value = keys.value(a[1]);
            if (value == null || !when.allows(keys.expireAtMillis(a[1]), at)) {
                out.integer(0);
                return;
            }
            if (at <= keys.nowMillis()) {
                keys.remove(a[1]);
            } else {
                keys.put(a[1], value, at);
            }
            out.integer(1);
        };
    }

    static void persist(byte[][] a, Keyspace keys, RespWriter out) {
        byte[] value = keys.value(a[1]);
        boolean has = value != null && keys.expireAtMillis(a[1]) != Keyspace.NEVER;
        if (has) {
            keys.put(a[1], value, Keyspace.NEVER);
        }
        out.integer(has ? 1 : 0);
    }

    static void pttl(byte[][] a, Keyspace keys, RespWriter out) {
        long at = at(a[1], keys);
        out.integer(at < 0 ? at : Math.max(0, at - keys.nowMillis()));
    }

    static void ttl(byte[][] a, Keyspace keys, RespWriter out) {
        long at = at(a[1], keys);
        out.integer(at < 0 ? at : (Math.max(0, at - keys.nowMillis()) + 500) / 1000);
    }

    static void pexpiretime(byte[][] a, Keyspace keys, RespWriter out) {
        out.integer(at(a[1], keys));
    }

    static void expiretime(byte[][] a, Keyspace keys, RespWriter out) {
        long at = at(a[1], keys);
        out.integer(at < 0 ? at : (at + 500) / 1000);
    }

    private static long at(byte[] key, Keyspace keys) {
        if (keys.value(key) == null) {
            return ABSENT;
        }
        long at = keys.expireAtMillis(key);
        return at == Keyspace.NEVER ? WITHOUT : at;
    }

    /** The options of EXPIRE. */
    private record When(boolean nx, boolean xx, boolean gt, boolean lt) {
        static When parse(byte[][] a) {
            boolean nx = false;
            boolean xx = false;
            boolean gt = false;
            boolean lt = false;
            for (int i = 3; i < a.length; i++) {
                switch (Words.option(a[i])) {
                    case "NX" -> nx = true;
                    case "XX" -> xx = true;
                    case "GT" -> gt = true;
                    case "LT" -> lt = true;
                    default -> throw new CommandException("ERR Unsupported option " + Words.text(a[i]));
                }
            }
            if (nx && (xx || gt || lt)) {
                throw new CommandException("ERR NX and XX, GT or LT options at the same time are not compatible");
            }
            if (gt && lt) {
                throw new CommandException("ERR GT and LT options at the same time are not compatible");
            }
            return new When(nx, xx, gt, lt);
        }

        /** A key that never expires counts as one that does so after all others. */
        boolean allows(long before, long at) {
            boolean has = before != Keyspace.NEVER;
            return !(nx && has) && !(xx && !has) && !(gt && (!has || at <= before)) && !(lt && has && at >= before);
        }
    }
}
