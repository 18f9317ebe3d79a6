package dev.meguri.node.shard;

import dev.meguri.core.conflict.Resolver;
import dev.meguri.core.conflict.Sibling;
import java.util.Arrays;

/** A resolver as users write one: of two values the longer stays. */
public final class LongestResolver implements Resolver {
    @Override
    public String name() {
        return "longest";
    }

    @Override
    public Sibling merge(Sibling one, Sibling other) {
        int byLength = Integer.compare(one.value().length, other.value().length);
        int byBytes = byLength != 0 ? byLength : Arrays.compareUnsigned(one.value(), other.value());
        int order = byBytes != 0 ? byBytes : one.contentType().compareTo(other.contentType());
        return order >= 0 ? one : other;
    }
}
