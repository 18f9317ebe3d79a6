package dev.meguri.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.error.NoNodeReachableException;
import dev.meguri.client.error.Retry;
import dev.meguri.client.error.UnavailableException;
import dev.meguri.client.error.WrongCredentialsException;
import dev.meguri.client.error.WrongServerException;
import dev.meguri.client.fake.FakeNode;
import dev.meguri.client.fake.FakeRing;
import dev.meguri.client.fake.Resp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the client finds out who serves what, and stays informed. */
class RingChangeTest {
    private final ClientScene scene = new ClientScene();
    private final FakeNode a = scene.a;
    private final FakeNode b = scene.b;

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void moved_isFollowedAtOnce_andTheRingIsAskedFor() {
        scene.connect();
        scene.ring(FakeRing.of(2, b, a));
        a.script(words -> Resp.error("MOVED 7 " + b.address()));
        b.script(words -> Resp.bulk("v"));
        assertEquals("v", scene.cache.get("k"));
        awaitRing(2);
        a.received.clear();
        assertEquals("v", scene.cache.get("k"));
        assertTrue(a.received.isEmpty(), "it goes straight to b now");
    }

    @Test
    void whereabouts_leadToWhereANodeIsForThisApplication() {
        try (FakeNode mapped = new FakeNode("mapped")) {
            mapped.tellsAsNode = "a";
            mapped.ring(FakeRing.of(1, a, b));
            mapped.script(words -> Resp.bulk("through the mapping"));
            a.script(words -> Resp.bulk("where it announces to be"));
            scene.connect(scene.builder()
                    .whereabouts((nodeId, announced) -> nodeId.equals("a") ? mapped.address() : announced));
            assertEquals("through the mapping", scene.cache.get("k"));
        }
    }

    @Test
    void moved_toANodeThatIsNotKnownYet_isFollowedOnceTheRingTells() throws Exception {
        scene.connect();
        try (FakeNode c = new FakeNode("c")) {
            FakeRing next = FakeRing.of(2, c, b).and(a);
            scene.ring(next);
            c.ring(next);
            c.script(words -> Resp.counted(1));
            a.script(words -> Resp.error("MOVED 7 " + c.address()));
            b.script(words -> Resp.error("MOVED 7 " + c.address()));
            assertEquals(
                    1,
                    scene.passUntilDone(scene.cache.async().increment("n", 1)).value());
            assertEquals(1, c.received.size());
        }
    }

    @Test
    void aReceiptWithANewerRingVersion_makesTheClientAsk() {
        scene.connect();
        scene.ring(FakeRing.of(5, b, a));
        String receipt = Resp.set(true, "1-1-a").replace(":1\r\n$4\r\nacks", ":5\r\n$4\r\nacks");
        a.script(words -> receipt);
        // asked where a connection was greeted with the new ring before
        b.script(words -> receipt);
        scene.cache.set("k", "v");
        awaitRing(5);
    }

    @Test
    void anOlderRing_isNotAdopted() throws Exception {
        scene.ring(FakeRing.of(5, a, b));
        scene.connect();
        scene.ring(FakeRing.of(4, b, a));
        a.script(words -> Resp.bulk("a"));
        b.script(words -> Resp.bulk("b"));
        scene.pass(Duration.ofSeconds(1));
        a.hangUp();
        for (int i = 0; i < 20; i++) {
            scene.passUntilDone(scene.cache.async().get("k"));
        }
        assertEquals(5, scene.client.ringVersion());
    }

    @Test
    void aNodeThatMoved_isFoundAtItsNewAddress() throws Exception {
        scene.connect();
        try (FakeNode moved = new FakeNode("a")) {
            FakeRing next = FakeRing.of(2, moved, b);
            moved.ring(next);
            b.ring(next);
            moved.script(words -> Resp.bulk("moved"));
            b.script(words -> Resp.error("MOVED 7 " + moved.address()));
            a.close();
            assertEquals("moved", scene.passUntilDone(scene.cache.async().get("k")));
        }
    }

    @Test
    void anotherNodeAtTheAddress_isNotTakenForTheOneThatWasThere() throws Exception {
        scene.connect();
        a.tellsAsNode = "stranger";
        a.script(words -> Resp.bulk("of the stranger"));
        b.script(words -> Resp.bulk("b"));
        a.hangUp();
        for (int i = 0; i < 50; i++) {
            assertEquals("b", scene.passUntilDone(scene.cache.async().get("k")));
            scene.pass(Duration.ofMillis(100));
        }
    }

    @Test
    void anotherCluster_isNotAdopted() throws Exception {
        scene.connect();
        a.ring(FakeRing.of(9, a).ofCluster("other"));
        a.script(words -> Resp.bulk("of another cluster"));
        b.script(words -> Resp.bulk("b"));
        a.hangUp();
        for (int i = 0; i < 20; i++) {
            assertEquals("b", scene.passUntilDone(scene.cache.async().get("k")));
            scene.pass(Duration.ofMillis(100));
        }
        assertEquals(1, scene.client.ringVersion());
    }

    @Test
    void theFirstNodesMayBeAway_oneIsEnough() {
        a.close();
        b.script(words -> Resp.bulk("b"));
        scene.ring(FakeRing.of(1, b));
        scene.connect();
        assertEquals("b", scene.cache.get("k"));
    }

    @Test
    void nobodyThere_isSaid_andSafe() {
        a.close();
        b.close();
        NoNodeReachableException none = assertThrows(
                NoNodeReachableException.class,
                () -> scene.builder().timeout(Duration.ofMillis(50)).build());
        assertEquals(Retry.SAFE, none.retry());
    }

    @Test
    void aClusterThatHasNotFormed_isSaid() {
        scene.ring(new FakeRing("", 0, List.of(), List.of()));
        UnavailableException unformed = assertThrows(
                UnavailableException.class,
                () -> scene.builder().timeout(Duration.ofMillis(500)).build());
        assertTrue(unformed.isRetrySafe());
    }

    @Test
    void theWrongPassword_isSaid_atOnce() {
        a.hello(Resp.error("WRONGPASS invalid username-password pair or user is disabled."));
        b.hello(Resp.error("WRONGPASS invalid username-password pair or user is disabled."));
        WrongCredentialsException wrong = assertThrows(
                WrongCredentialsException.class,
                () -> scene.builder().password("guess").build());
        assertEquals(Retry.USELESS, wrong.retry());
        assertEquals(
                List.of("HELLO", "3", "AUTH", "default", "guess", "SETNAME", "meguri-java"),
                (a.greetings.isEmpty() ? b : a).greetings.peek());
    }

    @Test
    void whatIsNoMeguri_isSaid() {
        a.hello(Resp.error("ERR unknown command 'HELLO'"));
        b.hello(Resp.error("ERR unknown command 'HELLO'"));
        assertThrows(WrongServerException.class, () -> scene.builder().build());
    }

    private void awaitRing(long version) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ClientScene.PATIENCE_SECONDS);
        while (scene.client.ringVersion() != version) {
            assertTrue(System.nanoTime() < end, "still ring version " + scene.client.ringVersion());
            scene.pass(Duration.ofMillis(1));
            Thread.onSpinWait();
        }
    }
}
