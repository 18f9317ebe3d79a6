package dev.meguri.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.error.ClientClosedException;
import dev.meguri.client.error.InDoubtException;
import dev.meguri.client.error.MeguriException;
import dev.meguri.client.error.NoNodeReachableException;
import dev.meguri.client.error.NotEnoughReplicasException;
import dev.meguri.client.error.OverloadedException;
import dev.meguri.client.error.Retry;
import dev.meguri.client.error.TimedOutException;
import dev.meguri.client.fake.FakeNode;
import dev.meguri.client.fake.Resp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client does when a node does not answer as one wishes. */
class RetryTest {
    private final ClientScene scene = new ClientScene().connect();
    private final FakeNode a = scene.a;
    private final FakeNode b = scene.b;

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aWriteWhoseNodeHangsUp_isRepeatedElsewhere_withTheSameToken() throws Exception {
        a.script(words -> FakeNode.HANG_UP);
        b.script(words -> Resp.counted(1));
        assertEquals(1, scene.cache.increment("n", 1).value());
        List<String> first = take(a);
        List<String> second = take(b);
        assertEquals(first, second, "the same command, the same token");
        assertEquals("TOKEN", first.get(3));
    }

    @Test
    void anIncrementWithoutAToken_isNotRepeated_whenItMayHaveBeenMade() {
        a.script(words -> FakeNode.HANG_UP);
        b.script(words -> Resp.counted(1));
        InDoubtException doubt =
                assertThrows(InDoubtException.class, () -> scene.cache.increment("n", 1, WriteOptions.repeatable()));
        assertEquals(Retry.ONLY_WITH_TOKEN, doubt.retry());
        assertNull(doubt.token());
        assertTrue(doubt.receipt().inDoubt());
        assertTrue(b.received.isEmpty());
    }

    @Test
    void anIncrementWithoutAToken_isRepeated_whenNothingWasChanged() throws Exception {
        AtomicInteger times = new AtomicInteger();
        a.script(
                words -> times.incrementAndGet() == 1 ? Resp.error("NOREPLICAS nothing was changed") : Resp.counted(1));
        b.script(words -> Resp.error("MOVED 7 " + a.address()));
        CompletableFuture<Counted> sum = scene.cache.async().increment("n", 1, WriteOptions.repeatable());
        assertEquals(1, scene.passUntilDone(sum).value());
    }

    @Test
    void aSilentNode_isAskedNoMore_theNextOneAnswers() throws Exception {
        a.script(words -> FakeNode.SILENCE);
        b.script(words -> Resp.bulk("v"));
        CompletableFuture<String> first = scene.cache.async().get("k");
        take(a);
        scene.pass(Duration.ofSeconds(1));
        assertEquals("v", result(first));
        assertEquals("v", result(scene.cache.async().get("k")), "and the next call goes there at once");
        assertTrue(a.received.isEmpty());
    }

    @Test
    void anAnswerThatComesLate_isAnAnswer() throws Exception {
        CompletableFuture<Void> late = new CompletableFuture<>();
        a.script(words -> {
            late.join();
            return Resp.counted(1);
        });
        b.script(words -> FakeNode.SILENCE);
        CompletableFuture<Counted> sum = scene.cache.async().increment("n", 1);
        take(a);
        scene.pass(Duration.ofSeconds(1));
        take(b);
        late.complete(null);
        assertEquals(1, result(sum).value());
    }

    @Test
    void whatIsInDoubt_isAskedAgain_untilItIsNot() throws Exception {
        AtomicInteger times = new AtomicInteger();
        a.script(words -> times.incrementAndGet() < 4 ? Resp.error("INDOUBT no answer") : Resp.counted(1));
        b.script(words -> Resp.error("MOVED 7 " + a.address()));
        assertEquals(
                1, scene.passUntilDone(scene.cache.async().increment("n", 1)).value());
        String token = a.received.peek().get(4);
        a.received.forEach(words -> assertEquals(token, words.get(4)));
    }

    @Test
    void aConditionThatDoesNotHold_afterAnAttemptInDoubt_saysSo() throws Exception {
        a.script(words -> FakeNode.HANG_UP);
        b.script(words -> Resp.set(false, "1-1-x"));
        Written written = scene.cache.setIfAbsent("k", "v");
        assertFalse(written.made());
        assertTrue(written.receipt().inDoubt(), "the first attempt may be made yet");
        b.script(words -> Resp.set(true, "1-1-x"));
        assertFalse(scene.cache.setIfAbsent("k", "v").receipt().inDoubt());
    }

    @Test
    void aWrite_thatNobodyConfirmsInTime_isInDoubt_withItsToken() {
        a.script(words -> FakeNode.SILENCE);
        b.script(words -> FakeNode.SILENCE);
        CompletableFuture<Written> write = scene.cache.async().set("k", "v");
        InDoubtException doubt = (InDoubtException) failure(write);
        assertNotNull(doubt.token());
        assertTrue(doubt.receipt().inDoubt());
        assertEquals(1, doubt.receipt().ringVersion());
    }

    @Test
    void failuresThatChangedNothing_areDefinite_andSafe() {
        a.script(words -> Resp.error("NOREPLICAS Not enough good replicas to write."));
        b.script(words -> Resp.error("NOREPLICAS Not enough good replicas to write."));
        assertEquals(
                Retry.SAFE,
                ((NotEnoughReplicasException) failure(scene.cache.async().set("k", "v"))).retry());
        a.script(words -> FakeNode.SILENCE);
        b.script(words -> FakeNode.SILENCE);
        assertEquals(
                Retry.SAFE, ((TimedOutException) failure(scene.cache.async().get("k"))).retry());
    }

    @Test
    void aFailureThatChangedNothing_afterAnAttemptInDoubt_isInDoubt() {
        a.script(words -> FakeNode.HANG_UP);
        b.script(words -> Resp.error("OOM command not allowed"));
        assertTrue(failure(scene.cache.async().set("k", "v")) instanceof InDoubtException);
    }

    @Test
    void withNoNodeThere_nothingIsSent_andThatIsSaid() {
        a.close();
        b.close();
        MeguriException none = failure(scene.cache.async().set("k", "v", WriteOptions.token("t")));
        assertTrue(none instanceof NoNodeReachableException || none instanceof InDoubtException, none.toString());
        NoNodeReachableException later =
                (NoNodeReachableException) failure(scene.cache.async().set("k", "v"));
        assertTrue(later.isRetrySafe());
    }

    @Test
    void aNodeThatComesBack_isUsedAgain() throws Exception {
        a.script(words -> Resp.bulk("a"));
        b.script(words -> Resp.bulk("b"));
        assertEquals("a", scene.cache.get("k"));
        a.hangUp();
        CompletableFuture<String> during = scene.cache.async().get("k");
        assertNotNull(scene.passUntilDone(during));
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ClientScene.PATIENCE_SECONDS);
                !scene.passUntilDone(scene.cache.async().get("k")).equals("a"); ) {
            assertTrue(System.nanoTime() < end, "a is not asked any more");
            scene.pass(Duration.ofMillis(20));
        }
    }

    @Test
    void tooManyCalls_areRefused_notQueued() {
        scene.close();
        try (ClientScene small = new ClientScene()) {
            small.connect(small.builder().maxCalls(2));
            small.a.script(words -> FakeNode.SILENCE);
            small.cache.async().get("1");
            small.cache.async().get("2");
            assertThrows(OverloadedException.class, () -> small.cache.get("3"));
        }
    }

    @Test
    void aCallThatIsCancelled_makesRoomForOthers() throws Exception {
        try (ClientScene small = new ClientScene()) {
            small.connect(small.builder().maxCalls(1));
            small.a.script(words -> words.getFirst().equals("GET") ? Resp.bulk("v") : FakeNode.SILENCE);
            small.b.script(words -> Resp.bulk("v"));
            CompletableFuture<Written> write = small.cache.async().set("1", "v");
            assertThrows(OverloadedException.class, () -> small.cache.get("2"));
            take(small.a);
            write.cancel(true);
            small.a.hangUp();
            assertEquals("v", result(small.cache.async().get("3")));
        }
    }

    @Test
    void aCallThatIsCancelledBeforeItIsSent_isNotSent() throws Exception {
        CompletableFuture<Void> greeted = new CompletableFuture<>();
        scene.close();
        try (ClientScene slow = new ClientScene()) {
            slow.a.beforeGreeting(greeted::join);
            slow.connect();
            slow.a.script(words -> Resp.bulk("v"));
            CompletableFuture<Written> write = slow.cache.async().set("k", "v");
            write.cancel(true);
            CompletableFuture<String> read = slow.cache.async().get("k");
            greeted.complete(null);
            assertEquals("v", result(read));
            assertEquals("GET", take(slow.a).getFirst());
        }
    }

    @Test
    void aClosedClient_failsWhatIsInProgress_andWhatComes() throws Exception {
        a.script(words -> FakeNode.SILENCE);
        CompletableFuture<Written> write = scene.cache.async().set("k", "v");
        CompletableFuture<String> read = scene.cache.async().get("k");
        take(a);
        take(a);
        scene.client.close();
        assertTrue(failure(write) instanceof InDoubtException);
        assertTrue(failure(read) instanceof ClientClosedException);
        assertThrows(ClientClosedException.class, () -> scene.cache.get("k"));
        scene.client.close();
    }

    @Test
    void manyThreads_getTheirOwnAnswers_overOneConnection() throws Exception {
        a.script(words -> Resp.bulk(words.get(1)));
        List<Thread> threads = new ArrayList<>();
        AtomicInteger wrong = new AtomicInteger();
        for (int t = 0; t < 16; t++) {
            int thread = t;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 500; i++) {
                    String key = thread + ":" + i;
                    if (!("p:" + key).equals(scene.cache.get(key))) {
                        wrong.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, wrong.get());
        assertEquals(1, a.greetings.size() - 1, "one connection, beside the one that looked who is there");
    }

    private static List<String> take(FakeNode node) throws InterruptedException {
        List<String> words = node.received.poll(ClientScene.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(words, node.nodeId + " got nothing");
        return words;
    }

    /** Of a call that needs no time; were it to wait for the clock, it would wait for ever. */
    private static <T> T result(CompletableFuture<T> future) throws Exception {
        return future.get(ClientScene.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private MeguriException failure(CompletableFuture<?> future) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> scene.passUntilDone(future));
        return (MeguriException) failed.getCause();
    }
}
