package dev.meguri.core.version;

import dev.meguri.core.limits.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which events an entry includes: of every writer the newest one, and with it all that the writer did to this key before.
 * Immutable; sorted by writer. An event is written as a {@link Version}: hybrid time as the counter, node and incarnation as the
 * writer.
 *
 * <p>A writer is a coordinator in one life of its memory (the incarnation of an event is that life, not the node's): one that
 * has forgotten what it wrote would cover it all the same. The version that a write is stored under is none, because two
 * coordinators may make one write.
 *
 * <p>Bounded by {@link Limits#MAX_VECTOR_COMPONENTS}: of more writers, the newest stay. A write that was forgotten so looks
 * concurrent where it is not, and is merged once more, which changes nothing that is there.
 */
public final class VersionVector {
    public static final VersionVector NONE = new VersionVector(List.of());

    /** How two vectors relate. */
    public enum Order {
        EQUAL,
        /** The other one includes all of this one, and more. */
        BEFORE,
        AFTER,
        CONCURRENT
    }

    private static final Comparator<Version> BY_WRITER =
            Comparator.comparing(Version::nodeId).thenComparingLong(Version::incarnation);

    /** Accounted bytes of one component: the version, its reference, and a part of the list. */
    private static final int COMPONENT_BYTES = 48;

    private static final int VECTOR_BYTES = 64;

    private final List<Version> components;

    private VersionVector(List<Version> components) {
        this.components = components;
    }

    public static VersionVector of(Version version) {
        return new VersionVector(List.of(version));
    }

    /** @param versions in any order; of one writer, the newest counts */
    public static VersionVector of(List<Version> versions) {
        List<Version> sorted = new ArrayList<>(versions);
        sorted.sort(BY_WRITER.thenComparing(Comparator.reverseOrder()));
        List<Version> one = new ArrayList<>(sorted.size());
        for (Version version : sorted) {
            if (one.isEmpty() || BY_WRITER.compare(one.getLast(), version) != 0) {
                one.add(version);
            }
        }
        return one.isEmpty() ? NONE : new VersionVector(List.copyOf(newest(one)));
    }

    private static List<Version> newest(List<Version> byWriter) {
        if (byWriter.size() <= Limits.MAX_VECTOR_COMPONENTS) {
            return byWriter;
        }
        List<Version> newest = new ArrayList<>(byWriter);
        newest.sort(Comparator.reverseOrder());
        newest = newest.subList(0, Limits.MAX_VECTOR_COMPONENTS);
        newest.sort(BY_WRITER);
        return newest;
    }

    /** The newest write of each writer, by writer. */
    public List<Version> components() {
        return components;
    }

    public boolean isEmpty() {
        return components.isEmpty();
    }

    /** This and one write more. */
    public VersionVector with(Version version) {
        return join(of(version));
    }

    /** What includes both. */
    public VersionVector join(VersionVector other) {
        switch (compare(other)) {
            case EQUAL, AFTER -> {
                return this;
            }
            case BEFORE -> {
                return other;
            }
            case CONCURRENT -> {
                List<Version> all = new ArrayList<>(components);
                all.addAll(other.components);
                return of(all);
            }
        }
        throw new IllegalStateException("every order is handled");
    }

    /** How this one relates to the other. */
    public Order compare(VersionVector other) {
        boolean here = false;
        boolean there = false;
        int i = 0;
        int j = 0;
        while (i < components.size() || j < other.components.size()) {
            int byWriter = i == components.size()
                    ? 1
                    : j == other.components.size() ? -1 : BY_WRITER.compare(components.get(i), other.components.get(j));
            int byTime = byWriter == 0 ? components.get(i).compareTo(other.components.get(j)) : 0;
            here |= byWriter < 0 || byTime > 0;
            there |= byWriter > 0 || byTime < 0;
            i += byWriter <= 0 ? 1 : 0;
            j += byWriter >= 0 ? 1 : 0;
        }
        if (here) {
            return there ? Order.CONCURRENT : Order.AFTER;
        }
        return there ? Order.BEFORE : Order.EQUAL;
    }

    /** 64 mixed bits, equal on every node. */
    public long hash64() {
        long h = components.size();
        for (Version version : components) {
            h = (Long.rotateLeft(h, 17) ^ version.hash64()) * 0x9e3779b97f4a7c15L;
        }
        return h ^ (h >>> 32);
    }

    /** Accounted bytes. */
    public int bytes() {
        return isEmpty() ? 0 : VECTOR_BYTES + components.size() * COMPONENT_BYTES;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VersionVector vector && vector.components.equals(components);
    }

    @Override
    public int hashCode() {
        return components.hashCode();
    }

    @Override
    public String toString() {
        return components.toString();
    }
}
