package dev.meguri.node.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.meguri.core.conflict.Resolver;
import dev.meguri.core.conflict.ResolverLaws;
import dev.meguri.core.conflict.Resolvers;
import dev.meguri.core.conflict.Sibling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundResolversTest {
    @Test
    void aResolverOnTheClassPath_isFoundByItsName_besideTheBuiltInOnes() {
        Resolvers resolvers = FoundResolvers.load();
        assertInstanceOf(LongestResolver.class, resolvers.named("longest"));
        assertNotNull(resolvers.named("union"));
    }

    @Test
    void aResolver_isCheckedByTheLaws() {
        Resolver longest = new LongestResolver();
        ResolverLaws.check(longest, List.of(sibling(""), sibling("a"), sibling("b"), sibling("long")));
        assertEquals(
                "long", new String(longest.merge(sibling("a"), sibling("long")).value(), StandardCharsets.UTF_8));
    }

    private static Sibling sibling(String text) {
        return Sibling.written(text.getBytes(StandardCharsets.UTF_8), "text/plain");
    }
}
