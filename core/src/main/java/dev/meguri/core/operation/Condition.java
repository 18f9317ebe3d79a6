package dev.meguri.core.operation;

import dev.meguri.core.version.Version;

/** Under which condition a write happens. */
public sealed interface Condition {
    Condition ALWAYS = new Always();
    Condition IF_ABSENT = new IfAbsent();
    Condition IF_PRESENT = new IfPresent();

    record Always() implements Condition {}

    record IfAbsent() implements Condition {}

    record IfPresent() implements Condition {}

    /**
     * Only when the value there has exactly this version: compare-and-set.
     *
     * @param lineage of a value that a resolver may have made of several: {@link dev.meguri.core.version.Lineage#hash64}; 0: the
     *     version alone decides
     */
    record IfVersion(Version version, long lineage) implements Condition {
        public IfVersion(Version version) {
            this(version, 0);
        }
    }
}
