package dev.meguri.core.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.version.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolversTest {
    private static final List<String> WRITTEN = List.of(
            "",
            "0",
            "7",
            "007",
            "-9223372036854775808",
            "9223372036854775807",
            "9223372036854775808",
            "text",
            "[]",
            "[\"b\",\"a\"]",
            "[ \"a\" , \"\\u00fc\\ud83d\\ude00\\n\" ]",
            "[\"\\ud800\"]",
            "[1]",
            "[\"a\"",
            "\u0000\uffff");

    private long time = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"max", "min", "union", "counter"})
    void builtIn_keepsTheLaws(String name) {
        List<Sibling> samples = new ArrayList<>();
        WRITTEN.forEach(text -> samples.add(sibling(text)));
        samples.add(Sibling.written("7".getBytes(StandardCharsets.UTF_8), "application/json"));
        samples.add(Sibling.written(new byte[] {(byte) 0xc3, 0x28}, ""));
        ResolverLaws.check(Resolvers.BUILT_IN.named(name), samples);
    }

    @Test
    void aResolverThatAppends_breaksTheLaws() {
        Resolver appends = new Named("append") {
            @Override
            public Sibling merge(Sibling one, Sibling other) {
                return sibling(one.text() + other.text());
            }
        };
        assertThrows(IllegalStateException.class, () -> ResolverLaws.check(appends, List.of(sibling("a"))));
    }

    @ParameterizedTest
    @CsvSource({
        "max, 9, 10, 10",
        "max, text, -5, -5",
        "max, a, b, b",
        "min, 9, 10, 9",
        "min, text, 5, 5",
        "min, a, b, a",
        "union, a, b, '[\"a\",\"b\"]'",
        "union, '[\"b\",\"a\"]', '[\"c\",\"a\"]', '[\"a\",\"b\",\"c\"]'"
    })
    void concurrentPuts_makeOne(String name, String one, String other, String both) {
        Resolver resolver = Resolvers.BUILT_IN.named(name);
        Sibling first = resolver.put(null, sibling(one), version("a"));
        Sibling second = resolver.put(null, sibling(other), version("b"));
        assertEquals(both, resolver.merge(first, second).text());
    }

    @Test
    void counters_keepTheLawsUnderIncrementsAndPutsAnywhere() {
        Resolver counter = Resolvers.BUILT_IN.named("counter");
        Random random = new Random(5);
        List<Sibling> made = new ArrayList<>();
        String[] nodes = {"a", "b", "c"};
        Sibling[] held = new Sibling[nodes.length];
        for (int i = 0; i < 30; i++) {
            int at = random.nextInt(nodes.length);
            if (random.nextInt(8) == 0) {
                held[at] = counter.put(held[at], sibling("" + random.nextInt(100)), version(nodes[at]));
            } else {
                held[at] = counter.increment(held[at], random.nextInt(20) - 10, writer(nodes[at], 0));
            }
            made.add(held[at]);
            int from = random.nextInt(nodes.length);
            if (held[from] != null && random.nextInt(3) == 0) {
                held[at] = counter.merge(held[at], held[from]);
            }
        }
        ResolverLaws.checkMerge(counter, made);
    }

    @Test
    void increments_ofBothSidesOfAPartition_addUp() {
        Resolver counter = Resolvers.BUILT_IN.named("counter");
        Sibling start = counter.put(null, sibling("10"), version("a"));
        Sibling left = counter.increment(counter.increment(start, 5, writer("a", 0)), -1, writer("a", 0));
        Sibling right = counter.increment(start, 100, writer("b", 0));
        assertEquals("114", counter.merge(left, right).text());
        assertEquals("114", counter.merge(counter.merge(right, left), start).text());
    }

    @Test
    void aWriterThatForgotWhatItCounted_beginsAnotherPart() {
        Resolver counter = Resolvers.BUILT_IN.named("counter");
        Sibling known = counter.increment(null, 3, writer("a", 0));
        Sibling forgotten = counter.increment(known, 2, writer("a", 0));
        Sibling anew = counter.increment(known, 1, writer("a", 2));
        assertEquals("6", counter.merge(forgotten, anew).text());
    }

    @Test
    void aPut_beginsTheCountAnew() {
        Resolver counter = Resolvers.BUILT_IN.named("counter");
        Sibling counted = counter.increment(null, 3, writer("a", 0));
        Sibling set = counter.put(counted, sibling("40"), version("b"));
        Sibling elsewhere = counter.increment(counted, 1, writer("a", 0));
        assertEquals("40", counter.merge(set, elsewhere).text());
        assertEquals("42", counter.increment(set, 2, writer("a", 0)).text());
    }

    @Test
    void sums_stayWithin64Bits() {
        Resolver counter = Resolvers.BUILT_IN.named("counter");
        Sibling most = counter.put(null, sibling("" + (Long.MAX_VALUE - 1)), version("a"));
        Sibling left = counter.increment(most, 1, writer("a", 0));
        Sibling right = counter.increment(most, 1, writer("b", 0));
        assertEquals("" + Long.MAX_VALUE, counter.merge(left, right).text());
        assertThrows(ArithmeticException.class, () -> counter.increment(left, 1, writer("a", 0)));
        assertThrows(
                NumberFormatException.class,
                () -> counter.increment(counter.put(null, sibling("text"), version("a")), 1, writer("a", 0)));
    }

    @Test
    void parts_areBounded() {
        Resolver counter = Resolvers.BUILT_IN.named("counter");
        Sibling held = null;
        for (int i = 0; i < Limits.MAX_COUNTER_PARTS; i++) {
            held = counter.increment(held, 1, writer("node-" + i, 0));
        }
        Sibling full = held;
        assertEquals("" + Limits.MAX_COUNTER_PARTS, full.text());
        assertThrows(ArithmeticException.class, () -> counter.increment(full, 1, writer("one-more", 0)));
        assertEquals("257", counter.increment(full, 1, writer("node-0", 0)).text());
    }

    @Test
    void names_areCheckedAndUnique() {
        assertNull(Resolvers.BUILT_IN.named("lww"));
        assertNull(Resolvers.BUILT_IN.named("unknown"));
        for (String name : List.of("", "lww", "union", "Union", "9", "a b", "a".repeat(33))) {
            assertThrows(IllegalArgumentException.class, () -> Resolvers.BUILT_IN.with(new Named(name)), name);
        }
        assertEquals(
                "cart", Resolvers.BUILT_IN.with(new Named("cart")).named("cart").name());
    }

    private static class Named implements Resolver {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Sibling merge(Sibling one, Sibling other) {
            return one;
        }
    }

    private static Sibling sibling(String text) {
        return Sibling.written(text.getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    private Version version(String node) {
        return new Version(++time, node, 1);
    }

    private Writer writer(String node, long life) {
        return new Writer(node, life, ++time);
    }
}
