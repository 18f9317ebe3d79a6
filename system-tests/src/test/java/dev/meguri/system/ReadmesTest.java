package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two READMEs, of which one would be forgotten: what is the same in every language is the same in both. */
class ReadmesTest {
    /** Measured figures are in the English one alone, which the Japanese one says. */
    private static final Pattern FIGURES = Pattern.compile("<!-- figures:.*?<!-- end of figures -->", Pattern.DOTALL);

    private static final Pattern BLOCK = Pattern.compile("(?m)^ *```.*?^ *```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ ");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|.*");

    private static String english;
    private static String japanese;

    @BeforeAll
    static void read() throws IOException {
        english = Files.readString(Launcher.ROOT.resolve("README.md"));
        japanese = Files.readString(Launcher.ROOT.resolve("README.ja.md"));
        assertTrue(FIGURES.matcher(english).find());
        english = FIGURES.matcher(english).replaceAll("");
    }

    @Test
    void commandsAndExamples_areTheSame() {
        assertEquals(all(BLOCK, english), all(BLOCK, japanese));
    }

    @Test
    void headingsAndRowsOfTables_areAsMany() {
        assertEquals(all(HEADING, english), all(HEADING, japanese));
        assertEquals(all(ROW, english).size(), all(ROW, japanese).size());
    }

    /** Names of settings, commands, headers, metrics. */
    @Test
    void everyName_isInBoth() {
        Set<String> lacking = names(english);
        lacking.removeAll(names(japanese));
        assertEquals(Set.of(), lacking, "in README.md alone");
        Set<String> own = names(japanese);
        own.removeAll(names(english));
        assertEquals(Set.of(), own, "in README.ja.md alone");
    }

    /** Those without a word of either language: letters, and none of the blanks between words. */
    private static Set<String> names(String text) {
        return CODE.matcher(BLOCK.matcher(text).replaceAll(""))
                .results()
                .map(result -> result.group(1))
                .filter(name -> name.chars().allMatch(c -> c > ' ' && c < 128))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
