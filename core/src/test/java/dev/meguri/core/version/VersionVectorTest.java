package dev.meguri.core.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.meguri.core.limits.Limits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionVectorTest {
    private static final Version A1 = new Version(1, "a", 1);
    private static final Version A5 = new Version(5, "a", 1);
    private static final Version A_AGAIN = new Version(6, "a", 2);
    private static final Version B2 = new Version(2, "b", 1);

    @Test
    void vectors_compareByWriter() {
        assertEquals(VersionVector.Order.EQUAL, of(A1, B2).compare(of(B2, A1)));
        assertEquals(VersionVector.Order.BEFORE, of(A1, B2).compare(of(A5, B2)));
        assertEquals(VersionVector.Order.AFTER, of(A1, B2).compare(of(A1)));
        assertEquals(VersionVector.Order.CONCURRENT, of(A5).compare(of(A1, B2)));
        assertEquals(VersionVector.Order.CONCURRENT, of(A5).compare(of(A_AGAIN)));
        assertEquals(VersionVector.Order.BEFORE, VersionVector.NONE.compare(of(A1)));
    }

    @Test
    void join_includesBoth_andIsTheSameEitherWay() {
        assertEquals(of(A5, B2), of(A5).join(of(A1, B2)));
        assertEquals(of(A1, B2).join(of(A5)), of(A5).join(of(A1, B2)));
        VersionVector both = of(A5, B2);
        assertSame(both, both.join(of(A1)));
        assertEquals(of(A5, A_AGAIN), of(A5).with(A_AGAIN));
        assertNotEquals(of(A5).hash64(), of(A1).hash64());
        assertEquals(of(A5, B2).hash64(), of(B2, A1, A5).hash64());
    }

    @Test
    void ofTooManyWriters_theNewestStay() {
        List<Version> many = new ArrayList<>();
        for (int i = 0; i < Limits.MAX_VECTOR_COMPONENTS + 3; i++) {
            many.add(new Version(100 + i, "node-" + i, 1));
        }
        VersionVector vector = VersionVector.of(many);
        assertEquals(Limits.MAX_VECTOR_COMPONENTS, vector.components().size());
        assertEquals(VersionVector.Order.CONCURRENT, vector.compare(of(many.get(0))));
        assertEquals(vector, vector.join(of(many.get(0))));
    }

    private static VersionVector of(Version... versions) {
        return VersionVector.of(List.of(versions));
    }
}
