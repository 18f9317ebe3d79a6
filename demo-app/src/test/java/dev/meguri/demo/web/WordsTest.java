package dev.meguri.demo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages speak two languages: what they ask for is there in both. */
class WordsTest {
    private static final String TEXT = "'((?:[^'\\\\]|\\\\.)*)'";
    private static final Pattern ROW = Pattern.compile("'([\\w.]+)':\\s*\\[\\s*" + TEXT + ",\\s*" + TEXT + "\\s*\\],");
    private static final Pattern BEGIN_OF_ROW = Pattern.compile("(?m)^  '[\\w.]+':");
    private static final Pattern ASKED = Pattern.compile("data-t(?:-label|-title)?=\"([\\w.]+)\"|\\bt\\('([\\w.]+)'");
    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");

    private record Words(String english, String japanese) {}

    @Test
    void everyRow_hasWordsInBothLanguages_andTheSameValues() throws IOException {
        Map<String, Words> words = words();
        assertEquals(BEGIN_OF_ROW.matcher(read("words.js")).results().count(), words.size());
        words.forEach((key, row) -> {
            assertFalse(row.english().isBlank() || row.japanese().isBlank(), key);
            // a problem's own sentence is English alone
            if (!key.startsWith("problem.")) {
                assertEquals(values(row.english()), values(row.japanese()), key);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "sessions.html",
                "mandelbrot.html",
                "page.js",
                "figures.js",
                "chart.js",
                "stampede.js",
                "products.js",
                "sessions.js",
                "mandelbrot.js"
            })
    void whatAPageAsksFor_isThere(String file) throws IOException {
        Set<String> asked = ASKED.matcher(read(file))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(asked.isEmpty());
        asked.removeAll(words().keySet());
        assertTrue(asked.isEmpty(), "not in words.js: " + asked);
    }

    private static Map<String, Words> words() throws IOException {
        Map<String, Words> words = new TreeMap<>();
        ROW.matcher(read("words.js"))
                .results()
                .forEach(row -> words.put(row.group(1), new Words(row.group(2), row.group(3))));
        return words;
    }

    private static Set<String> values(String text) {
        return VALUE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String file) throws IOException {
        try (InputStream in = WordsTest.class.getResourceAsStream("/META-INF/resources/" + file)) {
            assertNotNull(in, file);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
