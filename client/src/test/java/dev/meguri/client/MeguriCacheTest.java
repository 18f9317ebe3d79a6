package dev.meguri.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.codec.Codec;
import dev.meguri.client.codec.Codecs;
import dev.meguri.client.codec.JsonCodec;
import dev.meguri.client.error.CodecException;
import dev.meguri.client.error.NotANumberException;
import dev.meguri.client.error.PolicyNotFoundException;
import dev.meguri.client.error.Retry;
import dev.meguri.client.fake.FakeNode;
import dev.meguri.client.fake.Resp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operations say to a node, and what they make of its answers. */
class MeguriCacheTest {
    private final ClientScene scene = new ClientScene().connect();
    private final FakeNode a = scene.a;
    private final MeguriCache<String> cache = scene.cache;

    @AfterEach
    void close() {
        scene.close();
    }

    record User(String name, int age) {}

    @Test
    void connections_greetInResp3_andAskWhoIsThere() throws InterruptedException {
        assertEquals(
                List.of("HELLO", "3", "SETNAME", "meguri-java"),
                a.greetings.poll(ClientScene.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void get_goesToTheServingPrimary_withThePrefix() {
        a.script(words -> words.get(1).equals("p:k") ? Resp.bulk("Aya ☕") : Resp.NULL);
        assertEquals("Aya ☕", cache.get("k"));
        assertNull(cache.get("other"));
        assertEquals(List.of("GET", "p:k"), a.received.poll());
        assertTrue(scene.b.received.isEmpty());
    }

    @Test
    void getAll_asksForAll_andFindsThoseThatAreThere() {
        a.script(words -> words.get(1).equals("p:2") ? Resp.NULL : Resp.bulk("v" + words.get(1)));
        assertEquals(Map.of("1", "vp:1", "3", "vp:3"), cache.getAll(List.of("1", "2", "3", "1")));
        assertEquals(3, a.received.size());
    }

    @Test
    void read_tellsVersion_ttl_receipt_orWhyItIsAbsent() {
        a.script(words -> words.get(1).equals("p:k")
                ? Resp.map(
                        "value",
                        Resp.bulk("v"),
                        "version",
                        Resp.bulk("1-2-a"),
                        "source",
                        Resp.bulk("primary"),
                        "ttl",
                        Resp.number(1_500),
                        "receipt",
                        Resp.receipt("a", 1))
                : Resp.map("value", Resp.NULL, "why", Resp.bulk("expired"), "receipt", Resp.receipt("b", 1)));
        Read<String> found = cache.read("k");
        assertEquals("v", found.value());
        assertEquals("1-2-a", found.version());
        assertEquals(Duration.ofMillis(1_500), found.ttl());
        assertEquals(
                new Receipt(Receipt.Level.MAJORITY, 2, 3, 1, Receipt.Source.PRIMARY, "a", 7, false), found.receipt());
        assertEquals("2/3", found.receipt().acksOfReplicas());
        Read<String> absent = cache.read("gone");
        assertFalse(absent.isPresent());
        assertNull(absent.value());
        assertEquals("expired", absent.why());
        assertEquals("b", absent.receipt().node());
        assertEquals(List.of("MEGURI.GET", "p:k", "WHY"), a.received.poll());
    }

    @Test
    void writes_carryTokens_ttls_conditions() {
        a.script(words -> Resp.set(true, "1-1-a"));
        Written written = cache.set("k", "v");
        assertTrue(written.made());
        assertEquals("1-1-a", written.version());
        assertFalse(written.receipt().inDoubt());
        List<String> first = a.received.poll();
        assertEquals(List.of("MEGURI.SET", "p:k", "v", "TOKEN"), first.subList(0, 4));
        assertEquals(7, UUID.fromString(first.get(4)).version());

        cache.set("k", "v", WriteOptions.ttl(Duration.ofSeconds(3)).withToken("mine"));
        assertEquals(List.of("MEGURI.SET", "p:k", "v", "PX", "3000", "TOKEN", "mine"), a.received.poll());
        cache.set("k", "v", WriteOptions.repeatable().withoutTtl());
        assertEquals(List.of("MEGURI.SET", "p:k", "v", "PERSIST"), a.received.poll());
        cache.setIfAbsent("k", "v", WriteOptions.token("t"));
        assertEquals(List.of("MEGURI.SET", "p:k", "v", "NX", "TOKEN", "t"), a.received.poll());
        cache.setIfPresent("k", "v", WriteOptions.token("t"));
        assertEquals(List.of("MEGURI.SET", "p:k", "v", "XX", "TOKEN", "t"), a.received.poll());
        a.script(words -> Resp.set(false, "2-1-b"));
        Written outrun = cache.compareAndSet("k", "1-1-a", "v", WriteOptions.token("t"));
        assertFalse(outrun.made());
        assertEquals("2-1-b", outrun.version());
        assertEquals(List.of("MEGURI.SET", "p:k", "v", "IFVERSION", "1-1-a", "TOKEN", "t"), a.received.poll());
    }

    @Test
    void increments_andRemovals() {
        a.script(words -> words.getFirst().equals("MEGURI.INCR")
                ? Resp.counted(5)
                : Resp.map(
                        "made",
                        Resp.bool(true),
                        "version",
                        Resp.NULL,
                        "existed",
                        Resp.bool(false),
                        "receipt",
                        Resp.receipt("a", 1)));
        assertEquals(5, cache.increment("n", -2, WriteOptions.token("t")).value());
        assertEquals(List.of("MEGURI.INCR", "p:n", "-2", "TOKEN", "t"), a.received.poll());
        Removed removed = cache.remove("k", WriteOptions.token("t"));
        assertTrue(removed.made());
        assertFalse(removed.existed());
        assertNull(removed.version());
        assertEquals(List.of("MEGURI.DEL", "p:k", "TOKEN", "t"), a.received.poll());
        cache.removeIfVersion("k", "1-1-a");
        assertEquals(
                List.of("MEGURI.DEL", "p:k", "IFVERSION", "1-1-a", "TOKEN"),
                a.received.poll().subList(0, 5));
    }

    @Test
    void refusals_haveTheirTypes_andTheStackOfTheCaller() {
        a.script(words -> Resp.error("ERR value is not an integer or out of range"));
        NotANumberException refused = assertThrows(NotANumberException.class, () -> cache.increment("k", 1));
        assertEquals(Retry.USELESS, refused.retry());
        assertTrue(
                List.of(refused.getStackTrace()).stream()
                        .anyMatch(frame -> frame.getClassName().equals(MeguriCacheTest.class.getName())),
                "the stack is the caller's");
    }

    @Test
    void aValueThatTheCodecCannotRead_isACodecException_syncAndAsync() {
        MeguriCache<User> users = scene.client.cache("p:", JsonCodec.of(User.class));
        a.script(words -> Resp.bulk("{\"name\":\"Aya\",\"age\":7}"));
        assertEquals(new User("Aya", 7), users.get("k"));
        a.script(words -> Resp.bulk("not json"));
        CodecException unreadable = assertThrows(CodecException.class, () -> users.get("k"));
        assertEquals(Retry.USELESS, unreadable.retry());
        assertTrue(unreadable.getMessage().contains("p:k"), unreadable.getMessage());
        CompletableFuture<User> future = users.async().get("k");
        assertTrue(assertThrows(ExecutionException.class, future::get).getCause() instanceof CodecException);
        a.script(words -> "$1\r\n\u00ff\r\n");
        assertThrows(CodecException.class, () -> cache.get("k"), "not UTF-8");
    }

    @Test
    void aValueThatTheCodecCannotWrite_isNotSent() {
        MeguriCache<String> failing = scene.client.cache("p:", new Codec<>() {
            @Override
            public byte[] encode(String value) throws Exception {
                throw new IOException("no");
            }

            @Override
            public String decode(byte[] bytes) {
                return "";
            }
        });
        a.received.clear();
        assertThrows(CodecException.class, () -> failing.set("k", "v"));
        assertTrue(a.received.isEmpty());
    }

    @Test
    void bytes_areAsTheyWere() {
        a.script(words -> "$3\r\n\u0000\u00ff\n\r\n");
        byte[] bytes = scene.client.cache("", Codecs.bytes()).get("k");
        assertEquals(List.of((byte) 0, (byte) 0xff, (byte) '\n'), List.of(bytes[0], bytes[1], bytes[2]));
    }

    @Test
    void policies_areAskedFor_andOneThatDoesNotExistIsSaid() {
        a.script(words -> policy(words.get(1).startsWith("user:") ? "user:" : "default"));
        scene.b.script(words -> policy(words.get(1).startsWith("user:") ? "user:" : "default"));
        Policy policy = scene.client.policy("user:");
        assertTrue(policy.isStrong());
        assertEquals(Duration.ofSeconds(60), policy.defaultTtl());
        assertNull(policy.maxTtl());
        assertEquals("user:", scene.client.policyOf("user:42").prefix());
        PolicyNotFoundException missing =
                assertThrows(PolicyNotFoundException.class, () -> scene.client.policy("session:"));
        assertEquals(Retry.USELESS, missing.retry());
        assertTrue(missing.getMessage().contains("\"default\""), missing.getMessage());
    }

    private static String policy(String prefix) {
        return Resp.map(
                "prefix", Resp.bulk(prefix),
                "consistency", Resp.bulk("strong"),
                "replicas", Resp.number(3),
                "write-quorum", Resp.number(2),
                "read-quorum", Resp.number(2),
                "default-ttl", Resp.number(60_000),
                "max-ttl", Resp.number(0),
                "max-bytes", Resp.number(0),
                "max-value-bytes", Resp.number(1_048_576),
                "eviction", Resp.bulk("none"),
                "conflict", Resp.bulk("lww"),
                "on-majority-loss", Resp.bulk("refuse"));
    }

    @Test
    void aPush_takesNoAnswersPlace() {
        a.script(words -> ">2\r\n$10\r\ninvalidate\r\n*1\r\n$3\r\np:x\r\n" + Resp.bulk(words.get(1)));
        for (int i = 0; i < 10; i++) {
            assertEquals("p:" + i, cache.get("" + i));
        }
        a.push(">2\r\n$10\r\ninvalidate\r\n_\r\n");
        assertEquals("p:k", cache.get("k"));
    }

    @Test
    void waitingOnTheNetworkThread_isRefused_insteadOfForEver() throws Exception {
        CompletableFuture<Void> chained = new CompletableFuture<>();
        a.script(words -> {
            chained.join();
            return Resp.bulk("v");
        });
        CompletableFuture<String> there = cache.async().get("k").thenApply(value -> cache.get("k"));
        CompletableFuture<String> elsewhere = cache.async().get("k").thenApplyAsync(value -> cache.get("k"));
        chained.complete(null);
        ExecutionException refused =
                assertThrows(ExecutionException.class, () -> there.get(ClientScene.PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertTrue(refused.getCause() instanceof IllegalStateException, refused.toString());
        assertEquals("v", elsewhere.get(ClientScene.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
}
