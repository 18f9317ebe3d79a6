package dev.meguri.resp.push;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** Which clients want to know of every change of keys that begin so. Any thread. */
public final class PrefixTable {
    private final Map<Name, long[]> clients = new ConcurrentHashMap<>();

    public void add(Name prefix, long client) {
        clients.compute(prefix, (name, before) -> {
            if (before == null) {
                return new long[] {client};
            }
            if (Arrays.stream(before).anyMatch(one -> one == client)) {
                return before;
            }
            long[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = client;
            return more;
        });
    }

    public void remove(Name prefix, long client) {
        clients.computeIfPresent(prefix, (name, before) -> {
            long[] left = Arrays.stream(before).filter(one -> one != client).toArray();
            return left.length == 0 ? null : left;
        });
    }

    /** Each once, as the prefixes of one client do not overlap. */
    public void forEach(byte[] key, LongConsumer client) {
        for (Map.Entry<Name, long[]> one : clients.entrySet()) {
            if (isPrefix(one.getKey().bytes(), key)) {
                for (long id : one.getValue()) {
                    client.accept(id);
                }
            }
        }
    }

    /** Whether keys can begin with both. */
    public static boolean overlap(Name one, Name other) {
        return isPrefix(one.bytes(), other.bytes()) || isPrefix(other.bytes(), one.bytes());
    }

    private static boolean isPrefix(byte[] prefix, byte[] key) {
        return key.length >= prefix.length && Arrays.equals(prefix, 0, prefix.length, key, 0, prefix.length);
    }
}
