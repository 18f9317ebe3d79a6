package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in a real browser, against a real cluster: what a person sees is there, and nothing fails in the console. */
class BrowserIT {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static Cluster cluster;
    private static String browser;

    @TempDir
    Path profile;

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

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void pages_canBePictured_inBothThemes(String theme) throws IOException {
        for (Map.Entry<String, String> page : Map.of(
                        "admin-ui", cluster.adminUi() + "/", "demo-app", cluster.demo() + "/")
                .entrySet()) {
            Path picture =
                    Launcher.ROOT.resolve("system-tests/target/screenshots/" + page.getKey() + "-" + theme + ".png");
            Files.createDirectories(picture.getParent());
            Files.deleteIfExists(picture);
            List<String> more = new ArrayList<>(List.of("--window-size=1440,1000", "--screenshot=" + picture));
            if (theme.equals("dark")) {
                more.add("--blink-settings=preferredColorScheme=0");
            }
            run(page.getValue(), more);
            assertTrue(Files.size(picture) > 20_000, picture + " shows next to nothing");
        }
    }

    @Test
    void demo_showsItsFiguresAndSettings() {
        Http.get(cluster.demo() + "/api/demo/products/5").require(200);
        Http.get(cluster.demo() + "/api/demo/products/5").require(200);
        String page = dump(cluster.demo() + "/");
        assertTrue(page.contains("50.0 %") || page.contains("1 of 2 calls through the cache"), page);
        assertTrue(page.contains("Delay, in milliseconds"), page);
    }

    private String dump(String url) {
        Launcher.Outcome outcome = run(url, List.of("--dump-dom"));
        assertTrue(!outcome.output().contains("Uncaught"), outcome::output);
        return outcome.output();
    }

    private Launcher.Outcome run(String url, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                browser,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--user-data-dir=" + profile.resolve(Integer.toString(more.hashCode())),
                "--timeout=6000",
                "--virtual-time-budget=6000"));
        command.addAll(more);
        command.add(url);
        Launcher.Outcome outcome = Launcher.run(command, Map.of());
        assertEquals(0, outcome.exitStatus(), outcome::output);
        return outcome;
    }
}
