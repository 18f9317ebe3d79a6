package dev.meguri.client;

import java.util.Locale;

/**
 * What an operation really achieved.
 *
 * @param level how much that is worth
 * @param acks copies that confirmed a write, or answered a read
 * @param replicas copies that the policy keeps
 * @param ringVersion of the node that coordinated
 * @param source whether the key's home primary answered, or a replica; null: unknown
 * @param node whose copy answered, or that coordinated; empty: unknown
 * @param slot of the key
 * @param inDoubt whether more may come of it than the answer says: an earlier attempt of this call may still be made
 */
public record Receipt(
        Level level, int acks, int replicas, long ringVersion, Source source, String node, int slot, boolean inDoubt) {
    /** From the most to the least. */
    public enum Level {
        /** All clients see one order of changes (a strong policy). */
        LINEARIZABLE,
        /** Of the copies that the policy keeps. */
        ALL,
        MAJORITY,
        SOME,
        /** Not known, because the operation is in doubt. */
        UNKNOWN;

        static Level of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    public enum Source {
        PRIMARY,
        REPLICA
    }

    /** Of a write that nobody can tell of. */
    public static Receipt inDoubt(int slot, long ringVersion) {
        return new Receipt(Level.UNKNOWN, 0, 0, ringVersion, null, "", slot, true);
    }

    Receipt withDoubt() {
        return new Receipt(level, acks, replicas, ringVersion, source, node, slot, true);
    }

    /** "2/3", as the REST interface has it. */
    public String acksOfReplicas() {
        return acks + "/" + replicas;
    }
}
