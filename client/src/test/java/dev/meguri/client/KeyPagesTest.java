package dev.meguri.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.codec.Codecs;
import dev.meguri.client.error.MeguriException;
import dev.meguri.client.error.WrongServerException;
import dev.meguri.client.fake.FakeMemory;
import dev.meguri.client.fake.FakeNode;
import dev.meguri.client.fake.FakeRing;
import dev.meguri.client.fake.Resp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A walk over keys: whom it asks, what it leaves out, and whether it may have missed some. */
class KeyPagesTest {
    private final ClientScene scene = new ClientScene().connect();
    private final FakeMemory memory = new FakeMemory();

    @AfterEach
    void close() {
        scene.close();
    }

    private static List<String> all(KeyPages pages) {
        List<String> keys = new ArrayList<>();
        for (List<String> page = pages.next(); page != null; page = pages.next()) {
            keys.addAll(page);
        }
        return keys;
    }

    @Test
    void keys_areThoseWithThePrefix_withoutIt_fromAllPages() {
        scene.a.script(memory);
        for (String key : List.of("a", "p:1", "p:2", "p:3", "p:4", "q:1")) {
            memory.put(key, "v");
        }
        KeyPages pages = scene.cache.keys();
        assertFalse(pages.isComplete());
        assertEquals(List.of("1", "2", "3", "4"), all(pages));
        assertTrue(pages.isComplete());
        assertNull(pages.next(), "it is over");
    }

    @Test
    void prefix_isNoPattern() {
        scene.a.script(memory);
        memory.put("x[*]:1", "v");
        KeyPages pages = scene.client.cache("x[*]:", Codecs.string()).keys();
        assertEquals(List.of("1"), all(pages));
        assertEquals(List.of("SCAN", "0", "MATCH", "x\\[\\*\\]:*", "COUNT", "1000"), scene.a.received.poll());
    }

    @Test
    void nodesThatLeadNothing_areNotAsked_alsoWhereTheLeaderDoesNotAnswer() throws Exception {
        scene.a.script(words -> FakeNode.HANG_UP);
        KeyPages pages = scene.cache.keys();
        CompletableFuture<List<String>> page = CompletableFuture.supplyAsync(pages::next);
        ExecutionException failure = assertThrows(ExecutionException.class, () -> scene.passUntilDone(page));
        assertTrue(
                failure.getCause() instanceof MeguriException known && known.isRetrySafe(),
                () -> "not to be repeated: " + failure.getCause());
        assertTrue(scene.b.received.isEmpty(), "b would tell of its own slots");

        scene.a.script(memory);
        memory.put("p:1", "v");
        CompletableFuture<List<String>> rest = CompletableFuture.supplyAsync(() -> all(pages));
        assertEquals(List.of("1"), scene.passUntilDone(rest), "it goes on where it was");
    }

    @Test
    void newerRing_makesAWalkIncomplete() throws Exception {
        scene.a.script(memory);
        memory.put("p:1", "v");
        KeyPages pages = scene.cache.keys();
        assertEquals(List.of("1"), pages.next());
        scene.ring(FakeRing.of(2, scene.b, scene.a));
        CompletableFuture<Boolean> adopted = CompletableFuture.supplyAsync(() -> {
            while (scene.client.ringVersion() < 2) {
                Thread.onSpinWait();
            }
            return true;
        });
        assertTrue(scene.passUntilDone(adopted));
        assertNull(pages.next());
        assertFalse(pages.isComplete());
    }

    @Test
    void answerThatIsNone_isNotTakenForTheEnd() {
        scene.a.script(words -> Resp.bulk("0"));
        assertThrows(WrongServerException.class, () -> scene.cache.keys().next());
    }

    @Test
    void exists_tellsWithoutTheValue() {
        scene.a.script(memory);
        memory.put("p:k", "v");
        assertTrue(scene.cache.exists("k"));
        assertFalse(scene.cache.exists("other"));
        assertEquals(List.of("EXISTS", "p:k"), scene.a.received.poll());
    }
}
