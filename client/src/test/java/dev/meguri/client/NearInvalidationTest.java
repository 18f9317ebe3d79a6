package dev.meguri.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.codec.Codecs;
import dev.meguri.client.fake.FakeNode;
import dev.meguri.client.fake.FakeRing;
import dev.meguri.client.fake.Resp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What makes a near cache let go of a value before its time is over. */
class NearInvalidationTest {
    private final NearScene s = new NearScene();

    @AfterEach
    void close() {
        s.close();
    }

    @Test
    void nodes_areAskedToTellOfThePrefixes_butOfNoneTwice() throws Exception {
        s.connect();
        assertEquals(words("CLIENT TRACKING ON BCAST PREFIX p:"), polled(s.a));
        s.scene.client.cache("p:sub:", Codecs.string()).near(NearScene.settings());
        s.scene.client.cache("o:", Codecs.string()).near(NearScene.settings());
        assertEquals(words("CLIENT TRACKING OFF"), polled(s.a));
        assertEquals(words("CLIENT TRACKING ON BCAST PREFIX o: PREFIX p:"), polled(s.a));
    }

    @Test
    void push_dropsTheKey_ofEachCacheThatHasIt_andNoOther() {
        s.connect().keep("k", "one", 1);
        s.keep("other", "one", 1);
        MeguriCache<String> second = s.near(NearScene.settings());
        second.get("k");
        s.forget();
        s.value("two", NearScene.version(2));
        s.a.push(Resp.invalidate("p:k") + Resp.invalidate("q:other") + Resp.invalidate(""));
        s.settle();
        assertEquals("one", s.near.get("other"));
        assertEquals(0, s.asked());
        assertEquals("two", s.near.get("k"));
        assertEquals("two", second.get("k"));
        assertEquals(2, s.asked());
        assertEquals(1, s.statistics().invalidations());
    }

    @Test
    void pushOfAnotherNode_dropsTheKey_too() throws Exception {
        s.connect().keep("k", "one", 1);
        assertEquals(words("CLIENT TRACKING ON BCAST PREFIX p:"), polled(s.b));
        s.value("two", NearScene.version(2));
        s.b.push(Resp.invalidate("p:k"));
        await(() -> s.statistics().invalidations() == 1);
        assertEquals("two", s.near.get("k"));
    }

    @Test
    void pushOfAll_dropsAll() {
        s.connect().keep("k", "one", 1);
        s.value("two", NearScene.version(2));
        s.a.push(Resp.invalidate(null));
        s.settle();
        assertEquals("two", s.near.get("k"));
    }

    @Test
    void pushWhileAReadIsOnItsWay_keepsItsAnswerFromBeingKept() {
        s.connect();
        s.a.script(words -> words.getFirst().equals("MEGURI.GET")
                ? Resp.invalidate("p:k") + Resp.found("one", NearScene.version(1), -1)
                : Resp.NULL);
        assertEquals("one", s.near.get("k"));
        s.value("two", NearScene.version(2));
        assertEquals("two", s.near.get("k"));
        assertEquals(1, s.statistics().overtaken());
        s.a.script(words -> words.getFirst().equals("MEGURI.GET")
                ? Resp.invalidate(null) + Resp.found("three", NearScene.version(3), -1)
                : Resp.NULL);
        assertEquals("three", s.near.get("other"));
        s.value("four", NearScene.version(4));
        assertEquals("four", s.near.get("other"));
    }

    @Test
    void lostConnection_dropsWhatWasReadThroughIt_andNodesAreAskedToTellAgain() throws Exception {
        s.connect().keep("k", "one", 1);
        polled(s.a);
        s.value("two", NearScene.version(2));
        s.a.hangUp();
        // whoever is asked now is asked over another connection
        s.scene.passUntilDone(s.scene.cache.async().get("settle"));
        assertEquals("two", s.scene.passUntilDone(s.near.async().get("k")));
        assertEquals(1, s.statistics().droppedByConnection() + s.statistics().tooOld());
        assertEquals(0, s.statistics().tooOld(), "little time has passed");
        s.pass(Duration.ofSeconds(1));
        assertEquals(words("CLIENT TRACKING ON BCAST PREFIX p:"), polled(s.a));
    }

    @Test
    void whereANodeTellsNothing_nothingIsKept() {
        s.a.tracking(Resp.error("ERR no"));
        s.b.tracking(Resp.error("ERR no"));
        s.connect();
        s.value("one", NearScene.version(1));
        s.near.get("k");
        s.near.get("k");
        assertEquals(2, s.asked());
    }

    @Test
    void newerRing_dropsTheKeysThatOthersServeNow() {
        s.connect().keep("k", "one", 1);
        s.value("two", NearScene.version(2));
        adopt(FakeRing.of(2, s.a, s.b));
        assertEquals("one", s.near.get("k"), "a newer ring with the same lists");
        adopt(FakeRing.of(3, s.b, s.a));
        await(() -> s.near.get("k").equals("two"));
        assertEquals(1, s.statistics().droppedByRing());
        assertEquals(0, s.statistics().tooOld());
    }

    @Test
    void ownWrite_isReadByWhoMadeIt() {
        s.connect().keep("k", "one", 1);
        s.a.script(words -> words.getFirst().equals("MEGURI.SET")
                ? Resp.set(true, NearScene.version(2))
                : Resp.found("two", NearScene.version(2), -1));
        s.near.set("k", "two");
        assertEquals("two", s.near.get("k"));
        s.value("three", NearScene.version(3));
        s.a.script(words -> words.getFirst().equals("MEGURI.SET")
                ? Resp.set(true, NearScene.version(3))
                : Resp.found("three", NearScene.version(3), -1));
        s.scene.cache.set("k", "three");
        assertEquals("three", s.near.get("k"), "also where the client wrote it by the way");
    }

    @Test
    void ownWriteThatIsNotOverYet_isAskedFor() throws Exception {
        s.connect().keep("k", "one", 1);
        CompletableFuture<Void> held = new CompletableFuture<>();
        s.a.script(words -> {
            held.join();
            return words.getFirst().equals("MEGURI.SET")
                    ? Resp.set(true, NearScene.version(2))
                    : Resp.found("two", NearScene.version(2), -1);
        });
        CompletableFuture<Written> write = s.near.async().set("k", "two");
        CompletableFuture<String> read = s.near.async().get("k");
        held.complete(null);
        assertTrue(write.get(ClientScene.PATIENCE_SECONDS, TimeUnit.SECONDS).made());
        assertEquals("two", read.get(ClientScene.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void whatIsReadWhileAnOwnWriteIsOnItsWay_isNotReturnedAfterIt() throws Exception {
        s.connect().keep("k", "one", 1);
        assertEquals(words("CLIENT TRACKING ON BCAST PREFIX p:"), polled(s.b));
        s.a.script(words -> FakeNode.SILENCE);
        s.b.script(words -> words.getFirst().equals("MEGURI.SET")
                ? Resp.set(true, NearScene.version(2))
                : Resp.found("one", NearScene.version(1), -1));
        CompletableFuture<Written> write = s.near.async().set("k", "two");
        CompletableFuture<String> read = s.near.async().get("k");
        // a says nothing: both are asked of b
        s.pass(Duration.ofMillis(1_100));
        write.get(ClientScene.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals("one", read.get(ClientScene.PATIENCE_SECONDS, TimeUnit.SECONDS));
        s.b.script(words -> Resp.found("two", NearScene.version(2), -1));
        assertEquals("two", s.near.async().get("k").get(ClientScene.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** A receipt tells of it, so that it is asked for while little time passes. */
    private void adopt(FakeRing ring) {
        s.scene.ring(ring);
        s.answer(Resp.map("value", Resp.NULL, "why", Resp.NULL, "receipt", Resp.receipt("a", ring.version())));
        s.scene.cache.read("settle");
        s.value("two", NearScene.version(2));
        s.forget();
        s.pass(Duration.ofMillis(20));
        await(() -> s.scene.client.ringVersion() == ring.version());
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + ClientScene.PATIENCE_SECONDS * 1_000_000_000;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(condition.getAsBoolean());
    }

    private static List<String> words(String command) {
        return List.of(command.split(" "));
    }

    private static List<String> polled(FakeNode node) throws InterruptedException {
        return node.tracking.poll(ClientScene.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
