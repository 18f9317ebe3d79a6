package dev.meguri.core.conflict;

import dev.meguri.core.operation.Decimals;
import dev.meguri.core.version.Version;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a counter is made of.
 *
 * @param setBy the put that began this count; null: none, it began at 0
 * @param base what that put wrote; empty for none
 * @param parts what was counted since
 */
record CounterState(Version setBy, byte[] base, TreeMap<Part, Sum> parts) {
    static final CounterState EMPTY = new CounterState(null, new byte[0], new TreeMap<>());

    private static final Comparator<Version> SET_ORDER = Comparator.nullsFirst(Comparator.naturalOrder());

    /** Increments of one node in one life of its memory. */
    record Part(String nodeId, long life) implements Comparable<Part> {
        private static final Comparator<Part> ORDER =
                Comparator.comparing(Part::nodeId).thenComparingLong(Part::life);

        @Override
        public int compareTo(Part other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param time hybrid time of the last increment: of two sums of one part, the later includes the other */
    record Sum(long time, long sum) {}

    /** The later count; of one count, what each part knows. */
    CounterState merge(CounterState other) {
        int bySet = compareSet(other);
        if (bySet != 0) {
            return bySet > 0 ? this : other;
        }
        TreeMap<Part, Sum> all = new TreeMap<>(parts);
        other.parts.forEach((part, sum) -> all.merge(part, sum, CounterState::later));
        return new CounterState(setBy, base, all);
    }

    int compareSet(CounterState other) {
        return SET_ORDER.compare(setBy, other.setBy);
    }

    private static Sum later(Sum one, Sum other) {
        int byTime = Long.compare(one.time, other.time);
        return byTime > 0 || byTime == 0 && one.sum >= other.sum ? one : other;
    }

    /** @throws NumberFormatException where it was set to what is no number */
    BigInteger exactSum() {
        BigInteger sum = setBy == null ? BigInteger.ZERO : BigInteger.valueOf(Decimals.parse(base));
        for (Sum part : parts.values()) {
            sum = sum.add(BigInteger.valueOf(part.sum));
        }
        return sum;
    }

    /** Of what is no counter's state (the policy had no such resolver then): as if the value had been set first of all. */
    static CounterState of(Sibling sibling) {
        CounterState state = sibling.state().length == 0 ? null : parse(ByteBuffer.wrap(sibling.state()));
        return state == null ? new CounterState(new Version(0, "", 0), sibling.value(), new TreeMap<>()) : state;
    }

    byte[] toBytes() {
        int size = 5 + (setBy == null ? 0 : 20 + bytes(setBy.nodeId()).length + base.length) + 4;
        for (Part part : parts.keySet()) {
            size += 28 + bytes(part.nodeId).length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.put((byte) (setBy == null ? 0 : 1));
        if (setBy != null) {
            out.putLong(setBy.time()).putLong(setBy.incarnation());
            put(out, bytes(setBy.nodeId()));
            put(out, base);
        }
        out.putInt(parts.size());
        for (Map.Entry<Part, Sum> part : parts.entrySet()) {
            put(out, bytes(part.getKey().nodeId));
            out.putLong(part.getKey().life).putLong(part.getValue().time).putLong(part.getValue().sum);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static CounterState parse(ByteBuffer in) {
        try {
            Version setBy = null;
            byte[] base = new byte[0];
            if (in.get() != 0) {
                long time = in.getLong();
                long incarnation = in.getLong();
                setBy = new Version(time, text(get(in)), incarnation);
                base = get(in);
            }
            TreeMap<Part, Sum> parts = new TreeMap<>();
            for (int left = in.getInt(); left > 0; left--) {
                Part part = new Part(text(get(in)), in.getLong());
                parts.put(part, new Sum(in.getLong(), in.getLong()));
            }
            return new CounterState(setBy, base, parts);
        } catch (BufferUnderflowException e) {
            return null;
        }
    }

    private static void put(ByteBuffer out, byte[] bytes) {
        out.putInt(bytes.length).put(bytes);
    }

    private static byte[] get(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
