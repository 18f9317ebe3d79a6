package dev.meguri.node.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.conflict.Resolver;
import dev.meguri.core.conflict.ResolverLaws;
import dev.meguri.core.conflict.Resolvers;
import dev.meguri.core.conflict.Sibling;
import dev.meguri.service.start.StartFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void aJarInTheFolder_bringsItsResolver_withClassesOfAnotherJar(@TempDir Path folder) throws Exception {
        ResolverJars.write(folder.resolve("own.jar"), folder.resolve("library.jar"), "firm", "");
        Files.writeString(folder.resolve("notes.txt"), "no jar");
        Resolvers resolvers = FoundResolvers.load(folder);
        Sibling kept = resolvers.named("firm").put(sibling("first"), sibling("second"), null);
        assertEquals("first", new String(kept.value(), StandardCharsets.UTF_8));
        assertInstanceOf(LongestResolver.class, resolvers.named("longest"));
        assertNotNull(resolvers.named("union"));
    }

    @Test
    void noFolder_isNoSetting_andNoJarsAreNoMistake(@TempDir Path folder) {
        assertNull(FoundResolvers.load(Optional.empty()).named("firm"));
        assertNotNull(FoundResolvers.load(Optional.of(folder)).named("union"));
    }

    private static void assertRefused(Path folder, String... said) {
        StartFailure failure = assertThrows(StartFailure.class, () -> FoundResolvers.load(folder));
        for (String part : said) {
            assertTrue(failure.getMessage().contains(part), failure.getMessage());
        }
        assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
    }

    @Test
    void aFolderThatIsNone_isRefused(@TempDir Path folder) {
        Path none = folder.resolve("nowhere");
        assertRefused(none, "meguri.resolvers-dir must be a folder with jars, not \"" + none + "\"");
    }

    @Test
    void aJarThatCannotBeRead_isRefused(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("broken.jar");
        Files.write(jar, new byte[] {'P', 'K', 3, 4, 5});
        assertRefused(
                folder, "meguri.resolvers-dir holds " + jar + ", which cannot be used (java.util.zip.ZipException");
    }

    @Test
    void aResolverThatIsMissing_orFails_orTakesAName_isRefused(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("own.jar");
        Path library = folder.resolve("library.jar");
        ResolverJars.services(jar, "nobody.Knows");
        assertRefused(folder, jar.toString(), "nobody.Knows not found");
        ResolverJars.write(jar, library, "firm", "throw new IllegalStateException(\"no licence\");");
        assertRefused(folder, jar.toString(), "could not be instantiated", "no licence");
        ResolverJars.write(jar, library, "union", "");
        assertRefused(folder, jar.toString(), "two resolvers are named \"union\"");
        ResolverJars.write(jar, library, "firm", "");
        Files.delete(library);
        assertRefused(folder, jar.toString(), "NoClassDefFoundError", "Firmness");
        ResolverJars.services(jar, "dev.meguri.core.ring.Key");
        assertRefused(folder, jar.toString(), "dev.meguri.core.ring.Key not a subtype");
    }

    private static Sibling sibling(String text) {
        return Sibling.written(text.getBytes(StandardCharsets.UTF_8), "text/plain");
    }
}
