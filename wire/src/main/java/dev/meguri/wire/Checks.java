package dev.meguri.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.policy.InvalidPolicyException;
import dev.meguri.core.ring.Key;
import java.util.List;

/** What every decoder checks, in the words of {@link WireException}. */
final class Checks {
    private Checks() {}

    /** A decoder's body: whatever the core refuses to construct is a malformed message, too. */
    interface Body<T> {
        T decode() throws WireException, InvalidProtocolBufferException;
    }

    static <T> T strictly(byte[] bytes, int limit, Body<T> body) throws WireException {
        if (bytes.length > limit) {
            throw new WireException("frame of " + bytes.length + " bytes is over the limit of " + limit);
        }
        try {
            return body.decode();
        } catch (InvalidProtocolBufferException e) {
            throw new WireException("not a whole frame: " + e.getMessage(), e);
        } catch (IllegalArgumentException | InvalidPolicyException e) {
            throw new WireException("field out of range: " + e.getMessage(), e);
        }
    }

    static void check(boolean condition, String what) throws WireException {
        if (!condition) {
            throw new WireException(what);
        }
    }

    static void present(boolean has, String field) throws WireException {
        check(has, field + " is missing");
    }

    static String text(String value, String field) throws WireException {
        check(!value.isEmpty(), field + " is missing");
        return value;
    }

    static int slot(int slot) throws WireException {
        check(slot >= 0 && slot < dev.meguri.core.ring.Slots.COUNT, "slot " + slot + " does not exist");
        return slot;
    }

    static int notNegative(int value, String field) throws WireException {
        check(value >= 0, field + " must not be negative");
        return value;
    }

    static long notNegative(long value, String field) throws WireException {
        check(value >= 0, field + " must not be negative");
        return value;
    }

    static int percent(int value, String field) throws WireException {
        check(value >= 0 && value <= 100, field + " must be 0 to 100");
        return value;
    }

    static Key key(ByteString bytes) throws WireException {
        check(!bytes.isEmpty() && bytes.size() <= Limits.MAX_KEY_BYTES, "key of " + bytes.size() + " bytes");
        return Key.of(bytes.toByteArray());
    }

    static ByteString bytes(Key key) {
        return UnsafeByteOperations.unsafeWrap(key.bytes());
    }

    static int[] ints(List<Integer> list) {
        int[] array = new int[list.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = list.get(i);
        }
        return array;
    }

    static long[] longs(List<Long> list) {
        long[] array = new long[list.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = list.get(i);
        }
        return array;
    }

    /** Slots of one message: at least one, each in range. */
    static int[] slots(List<Integer> list, int limit) throws WireException {
        check(!list.isEmpty(), "slots are missing");
        check(list.size() <= limit, list.size() + " slots are over the limit of " + limit);
        int[] slots = ints(list);
        for (int slot : slots) {
            slot(slot);
        }
        return slots;
    }
}
