package dev.meguri.core.conflict;

import dev.meguri.core.version.Lineage;
import dev.meguri.core.version.Version;
import dev.meguri.core.version.VersionVector;
import java.util.ArrayList;
import java.util.List;

/** The laws of {@link Resolver}, to be checked in the test of one. */
public final class ResolverLaws {
    private ResolverLaws() {}

    /**
     * Puts each sample alone and over each other one, and merges all that results, two and three at a time.
     *
     * @param samples as clients write them; some that belong together, and some that nobody should write
     * @throws IllegalStateException naming the law that does not hold, and for which values
     */
    public static void check(Resolver resolver, List<Sibling> samples) {
        List<Sibling> made = new ArrayList<>();
        long time = 1;
        for (Sibling sample : samples) {
            Version first = new Version(time++, "node-1", 1);
            Sibling alone = resolver.put(null, sample, first);
            require(isSame(alone, resolver.put(null, sample, first)), "a put is repeatable", alone);
            made.add(alone);
            for (Sibling present : List.copyOf(made)) {
                Version version = new Version(time++, "node-2", 1);
                Sibling over = resolver.put(present, sample, version);
                require(isSame(over, resolver.merge(present, over)), "a put includes what was there", present, over);
                require(isSame(over, resolver.put(over, sample, version)), "a put is repeatable", over);
                if (made.size() < 3 * samples.size()) {
                    made.add(over);
                }
            }
        }
        checkMerge(resolver, made);
    }

    /** @param siblings as the resolver made them */
    public static void checkMerge(Resolver resolver, List<Sibling> siblings) {
        for (Sibling a : siblings) {
            require(isSame(a, resolver.merge(a, a)), "idempotent", a);
            for (Sibling b : siblings) {
                Sibling ab = resolver.merge(a, b);
                require(isSame(ab, resolver.merge(b, a)), "commutative", a, b);
                for (Sibling c : siblings) {
                    Sibling left = resolver.merge(ab, c);
                    require(isSame(left, resolver.merge(a, resolver.merge(b, c))), "associative", a, b, c);
                }
            }
        }
    }

    private static boolean isSame(Sibling one, Sibling other) {
        return fingerprint(one) == fingerprint(other);
    }

    private static long fingerprint(Sibling sibling) {
        return Lineage.ofValue(VersionVector.NONE, sibling.value(), sibling.contentType(), 0, sibling.state())
                .fingerprint();
    }

    private static void require(boolean holds, String law, Sibling... of) {
        if (!holds) {
            List<String> texts = new ArrayList<>();
            for (Sibling sibling : of) {
                texts.add(sibling.text());
            }
            throw new IllegalStateException(law + " does not hold for " + texts);
        }
    }
}
