package dev.meguri.core.lease;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotTags;
import dev.meguri.core.ring.Slots;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of the register that says who loads another key's value: strong, whatever that key's policy is (SLOT.md, rule 27), and of
 * the same slot, so that who leads the one leads the other. No client may name such a key.
 *
 * <p>Its policy is one like all others, and is made when the first lease of a cluster is asked for: who needs none has no strong
 * keys because of it.
 */
public final class LeaseKey {
    public static final String PREFIX = "meguri.lease:";

    private static final byte[] NAME = (PREFIX + "{").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RESERVED = PREFIX.getBytes(StandardCharsets.US_ASCII);

    /** Bytes of a key that can be leased: a little is needed for what is put before it. */
    public static final int MAX_LEASED_BYTES = Limits.MAX_KEY_BYTES - NAME.length - SlotTags.MAX_LENGTH - 1;

    private LeaseKey() {}

    /** @throws IllegalArgumentException the key is over {@link #MAX_LEASED_BYTES} */
    public static Key of(Key leased) {
        if (leased.length() > MAX_LEASED_BYTES) {
            throw new IllegalArgumentException(
                    "a key that is leased has at most " + MAX_LEASED_BYTES + " bytes, not " + leased.length());
        }
        byte[] tag = (SlotTags.of(leased.slot(Slots.COUNT)) + "}").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(NAME, NAME.length + tag.length + leased.length());
        System.arraycopy(tag, 0, bytes, NAME.length, tag.length);
        System.arraycopy(leased.bytes(), 0, bytes, NAME.length + tag.length, leased.length());
        return Key.of(bytes);
    }

    public static boolean is(Key key) {
        return isReserved(key.bytes());
    }

    /** Whether a key of these bytes is not for clients. */
    public static boolean isReserved(byte[] key) {
        return key[0] == RESERVED[0]
                && key.length >= RESERVED.length
                && Arrays.equals(key, 0, RESERVED.length, RESERVED, 0, RESERVED.length);
    }

    /** Linearizable, and never in the way: where its voters' memory is gone, nobody holds a lease any more. */
    public static Policy policy() {
        Policy strong = Policy.strong(PREFIX);
        return new Policy(
                PREFIX,
                strong.consistency(),
                strong.replicas(),
                strong.writeQuorum(),
                strong.readQuorum(),
                0,
                0,
                0,
                strong.maxValueBytes(),
                strong.eviction(),
                strong.conflict(),
                Policy.OnMajorityLoss.RESET);
    }
}
