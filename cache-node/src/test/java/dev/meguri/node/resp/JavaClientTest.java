package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.Counted;
import dev.meguri.client.MeguriCache;
import dev.meguri.client.MeguriClient;
import dev.meguri.client.Policy;
import dev.meguri.client.Read;
import dev.meguri.client.Receipt;
import dev.meguri.client.WriteOptions;
import dev.meguri.client.Written;
import dev.meguri.client.codec.Codecs;
import dev.meguri.client.error.NotANumberException;
import dev.meguri.client.error.PolicyNotFoundException;
import dev.meguri.client.error.RefusedException;
import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java client and a node understand each other: every operation, and what can be wrong with it. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class JavaClientTest {
    @Inject
    RespServer server;

    private MeguriClient client;
    private MeguriCache<String> cache;

    @BeforeEach
    void connect() {
        OneNodeManager.awaitSynced();
        client = MeguriClient.connect("127.0.0.1:" + server.announcedPort());
        cache = client.cache("java:", Codecs.string());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void writes_areReadAgain_withReceipts() {
        assertNull(cache.get("w"));
        Written written = cache.set("w", "Aya ☕", WriteOptions.ttl(Duration.ofSeconds(100)));
        assertTrue(written.made() && written.created());
        assertEquals(Receipt.Level.ALL, written.receipt().level());
        assertEquals("1/1", written.receipt().acksOfReplicas());
        assertEquals(Receipt.Source.PRIMARY, written.receipt().source());
        assertEquals("node-1", written.receipt().node());
        assertEquals(client.ringVersion(), written.receipt().ringVersion());
        assertEquals("Aya ☕", cache.get("w"));
        Read<String> read = cache.read("w");
        assertEquals("Aya ☕", read.value());
        assertEquals(written.version(), read.version());
        assertTrue(read.ttl().compareTo(Duration.ofSeconds(100)) <= 0);
        assertFalse(cache.read("never").isPresent());
        assertEquals(Map.of("w", "Aya ☕"), cache.getAll(List.of("w", "never")));
        assertTrue(cache.remove("w").existed());
        assertEquals("deleted", cache.read("w").why());
        assertFalse(cache.remove("w").existed());
    }

    @Test
    void conditions_holdOrDoNot() {
        assertFalse(cache.setIfPresent("c", "no").made());
        Written first = cache.setIfAbsent("c", "one");
        assertTrue(first.made());
        assertEquals(first.version(), cache.setIfAbsent("c", "two").version(), "what is there");
        Written second = cache.compareAndSet("c", first.version(), "two");
        assertTrue(second.made());
        assertFalse(cache.compareAndSet("c", first.version(), "three").made());
        assertFalse(cache.removeIfVersion("c", first.version()).made());
        assertEquals("two", cache.get("c"));
        assertTrue(cache.removeIfVersion("c", second.version()).made());
        assertNull(cache.get("c"));
    }

    @Test
    void increments_areMadeOncePerToken() {
        Counted first = cache.increment("n", 5, WriteOptions.token("order-4711"));
        assertEquals(5, first.value());
        assertEquals(
                first.version(),
                cache.increment("n", 5, WriteOptions.token("order-4711")).version());
        assertEquals(8, cache.increment("n", 3).value());
        assertEquals("8", cache.get("n"));
    }

    @Test
    void failures_haveTheirTypes() {
        cache.set("text", "none");
        assertThrows(NotANumberException.class, () -> cache.increment("text", 1));
        MeguriCache<String> small = client.cache("small:", Codecs.string());
        assertThrows(RefusedException.class, () -> small.set("k", "x".repeat(17)));
        assertThrows(RefusedException.class, () -> cache.set("k".repeat(5_000), "v"));
        assertThrows(RefusedException.class, () -> cache.compareAndSet("k", "nonsense", "v"));
    }

    @Test
    void policies_areTold() {
        Policy policy = client.policy("small:");
        assertEquals("eventual", policy.consistency());
        assertEquals(16, policy.maxValueBytes());
        assertEquals("default", client.policyOf("java:w").prefix());
        assertThrows(PolicyNotFoundException.class, () -> client.policy("java:"));
    }
}
