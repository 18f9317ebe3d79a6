package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages in a real browser, against a real cluster: what a person sees is there, and nothing fails in the console. */
class BrowserIT {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static Cluster cluster;
    private static String browser;

    @BeforeAll
    static void start() {
        browser = Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
        if (browser == null) {
            Skipped.loudly("the browser tests: no Chromium on PATH (apt install chromium)");
        }
        cluster = new Cluster("browser", 9_000);
        cluster.launcher.with("MEGURI_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Dmeguri.faults.enabled=true");
        cluster.up(3);
        for (int number = 1; number <= 50; number++) {
            Http.put(cluster.node(1) + "/api/cache/page:" + number, "v" + number)
                    .require(201, 204);
        }
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void overview_showsEveryNodeWithItsState() {
        String page = dump(cluster.adminUi() + "/");
        for (String node : List.of("node-1", "node-2", "node-3")) {
            assertTrue(page.contains(node), node + " is not on the page:\n" + page);
        }
        assertTrue(page.toUpperCase(Locale.ROOT).contains("ACTIVE"), "states are not on the page");
    }

    @Test
    void pages_canBePictured_inBothThemes() throws IOException {
        for (Map.Entry<String, String> page : Map.of("admin-ui", cluster.adminUi(), "demo-app", cluster.demo())
                .entrySet()) {
            Path folder = Launcher.ROOT.resolve("system-tests/target/screenshots/" + page.getKey());
            script("screenshots.mjs", page.getValue(), folder.toString(), "/");
            for (String theme : List.of("light", "dark")) {
                Path picture = folder.resolve("overview-1440-" + theme + ".png");
                assertTrue(Files.size(picture) > 20_000, picture + " shows next to nothing");
            }
        }
    }

    @Test
    void demo_showsItsFiguresAndSettings() {
        cluster.awaitDemo();
        Http.get(cluster.demo() + "/api/demo/products/5").require(200);
        Http.get(cluster.demo() + "/api/demo/products/5").require(200);
        String page = dump(cluster.demo() + "/");
        assertTrue(page.contains("50.0 %") || page.contains("1 of 2 calls through the cache"), page);
        assertTrue(page.contains("Delay, in milliseconds"), page);
    }

    @Test
    void demo_hasAPageForEachUseOfTheCache() {
        cluster.awaitDemo();
        assertTrue(dump(cluster.demo() + "/sessions.html").contains("Any name will do; there is no password."));
        Await.until("all tiles of both sides", Duration.ofSeconds(60), () -> {
            String page = dump(cluster.demo() + "/mandelbrot.html#2/0/0/200");
            return page.contains("16 of 16 tiles, 16 from the cache")
                    && page.contains("16 of 16 tiles, 0 from the cache");
        });
    }

    /** In the two looks that differ most; the script's own default are four. */
    @Test
    void everyPage_keepsTheRulesOfWcag() {
        Map<String, String> looks = Map.of("LOOKS", "light-1440,dark-390", "SETTLE_MILLIS", "1500");
        Launcher.Outcome pages = script("axe.mjs", looks, cluster.adminUi());
        assertTrue(pages.output().contains("axe: 20 looks at 10 pages, 0 violations"), pages.output());
        Launcher.Outcome demo = script("axe.mjs", looks, cluster.demo(), "/", "/sessions.html", "/mandelbrot.html");
        assertTrue(demo.output().contains("axe: 6 looks at 3 pages, 0 violations"), demo.output());
    }

    @Test
    void everyPage_keepsTheRulesOfWcag_inJapanese() {
        Map<String, String> look = Map.of("LOOKS", "dark-390", "SETTLE_MILLIS", "1500", "LOCALE", "ja-JP");
        Launcher.Outcome pages = script("axe.mjs", look, cluster.adminUi());
        assertTrue(pages.output().contains("axe: 10 looks at 10 pages, 0 violations"), pages.output());
    }

    @Test
    void japaneseBrowser_getsJapanesePages_untilItsUserChooses() {
        Launcher.Outcome outcome = script(
                "languages.mjs",
                cluster.adminUi(),
                Launcher.ROOT
                        .resolve("system-tests/target/screenshots/languages")
                        .toString());
        assertTrue(outcome.output().contains("11. and remembered"), outcome.output());
    }

    @Test
    void tour_byClicks() {
        Launcher.Outcome outcome = script(
                "tour.mjs",
                cluster.adminUi(),
                Launcher.ROOT.resolve("system-tests/target/screenshots/tour").toString());
        assertTrue(outcome.output().contains("8. the key is still there"), outcome.output());
    }

    @Test
    void simulatedLab_byClicks_sameSeedIsTheSamePicture() {
        Launcher.Outcome outcome = script(
                "lab.mjs",
                cluster.adminUi(),
                Launcher.ROOT.resolve("system-tests/target/screenshots/lab").toString());
        assertTrue(outcome.output().contains("2. the same seed twice is the same picture"), outcome.output());
        assertTrue(outcome.output().contains("5. a click into the picture kills a node"), outcome.output());
        assertTrue(outcome.output().contains("11. with reduced motion nothing moves"), outcome.output());
    }

    @Test
    void liveLab_faultsByClicks_andTwoVerdicts() {
        for (String preset : List.of("fast", "strong")) {
            Http.put(cluster.manager() + "/api/cluster/policies/" + preset + "%3A", "{\"preset\":\"" + preset + "\"}")
                    .require(200, 201);
        }
        Launcher.Outcome outcome = script(
                "lab-live.mjs",
                cluster.adminUi(),
                Launcher.ROOT
                        .resolve("system-tests/target/screenshots/lab-live")
                        .toString());
        assertTrue(outcome.output().contains("5. a fast policy shows stale reads"), outcome.output());
        assertTrue(outcome.output().contains("7. both are still there after a reload"), outcome.output());
    }

    @Test
    void heatMapChartsAdviceAndLinks_byKeyboard() throws InterruptedException {
        Http.put(cluster.node(1) + "/api/cache/hot", "1").require(201, 204);
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = Thread.ofVirtual().start(() -> {
            for (int i = 0; !done.get(); i++) {
                Http.get(cluster.node(1 + i % 3) + "/api/cache/hot").require(200);
                if (i % 10 == 0) {
                    Http.put(cluster.node(1 + i % 3) + "/api/cache/page:" + i % 50, "again")
                            .require(201, 204);
                }
            }
        });
        try {
            Await.until("a look at the slots that met the hot key", Duration.ofSeconds(60), () -> Http.get(
                            cluster.adminUi() + "/api/ui/heat?metric=reads")
                    .body()
                    .contains("\"key\":\"hot\""));
            Launcher.Outcome outcome = script(
                    "data-pages.mjs",
                    cluster.adminUi(),
                    Launcher.ROOT
                            .resolve("system-tests/target/screenshots/data")
                            .toString());
            assertTrue(outcome.output().contains("8. operations are told apart"), outcome.output());
            assertTrue(outcome.output().contains("9. the overview tells who sends what to whom"), outcome.output());
            assertTrue(outcome.output().contains("10. a kind is hidden"), outcome.output());
        } finally {
            done.set(true);
            reader.join();
        }
    }

    private static String dump(String url) {
        return script("page-text.mjs", url).output();
    }

    /** One of the admin UI's scripts that drive a browser. Fails where a script of the page does. */
    private static Launcher.Outcome script(String name, String... arguments) {
        return script(name, Map.of(), arguments);
    }

    private static Launcher.Outcome script(String name, Map<String, String> settings, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "node",
                Launcher.ROOT
                        .resolve("admin-ui/src/main/webui/scripts")
                        .resolve(name)
                        .toString()));
        command.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("CHROMIUM", browser);
        Launcher.Outcome outcome = Launcher.run(command, environment);
        assertEquals(0, outcome.exitStatus(), outcome::output);
        return outcome;
    }
}
