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

    /** Only when the value there has exactly this version: compare-and-set. */
    record IfVersion(Version version) implements Condition {}
}
