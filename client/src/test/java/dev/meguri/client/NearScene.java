package dev.meguri.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.client.codec.Codecs;
import dev.meguri.client.fake.FakeNode;
import dev.meguri.client.fake.Resp;
import dev.meguri.client.near.NearSettings;
import dev.meguri.client.near.NearStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A near cache of keys "p:", with a bound of one second, at a client of two fake nodes. */
final class NearScene implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(1);
    /** What MEGURI.GET answers, until a test says otherwise. */
    private static final String READ = "MEGURI.GET";

    final ClientScene scene = new ClientScene();
    final FakeNode a = scene.a;
    final FakeNode b = scene.b;
    MeguriCache<String> near;

    static NearSettings settings() {
        return NearSettings.maxStaleness(BOUND);
    }

    NearScene connect() {
        return connect(settings());
    }

    NearScene connect(NearSettings settings) {
        answer(Resp.absent());
        scene.connect();
        near = near(settings);
        return this;
    }

    /** Once the connection to the primary is there, and its node tells of changes. */
    MeguriCache<String> near(NearSettings settings) {
        settle();
        MeguriCache<String> made = scene.client.cache("p:", Codecs.string()).near(settings);
        settle();
        return made;
    }

    /** What the primary sent before is understood: answers and pushes come in their order. */
    void settle() {
        scene.cache.get("settle");
    }

    /** Both nodes, to every read of the near cache. */
    void answer(String answer) {
        a.script(words -> words.getFirst().equals(READ) ? answer : Resp.NULL);
        b.script(words -> words.getFirst().equals(READ) ? answer : Resp.NULL);
    }

    void value(String value, String version) {
        answer(Resp.found(value, version, -1));
    }

    static String version(int number) {
        return Integer.toHexString(number) + "-1-a";
    }

    /** Has the near cache keep a value. */
    void keep(String key, String value, int number) {
        value(value, version(number));
        assertEquals(value, near.get(key));
        forget();
    }

    void forget() {
        a.received.clear();
        b.received.clear();
    }

    /** Reads of the near cache that both nodes got. */
    int asked() {
        List<List<String>> all = new ArrayList<>(a.received);
        all.addAll(b.received);
        return (int) all.stream().filter(words -> words.getFirst().equals(READ)).count();
    }

    /** Until a node got so many: the client asks in the background. */
    void awaitAsked(int count) {
        long end = System.nanoTime() + ClientScene.PATIENCE_SECONDS * 1_000_000_000;
        while (asked() < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(count, asked());
    }

    NearStatistics statistics() {
        return near.nearStatistics();
    }

    void pass(Duration duration) {
        scene.pass(duration);
    }

    @Override
    public void close() {
        scene.close();
    }
}
