package dev.meguri.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.error.LoadTimedOutException;
import dev.meguri.client.error.LoaderException;
import dev.meguri.client.error.UnavailableException;
import dev.meguri.client.load.VirtualCluster.Process;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** One loads, the others get it: in one process, and in several. */
class LoadsTest {
    private static final LoadOptions TEN_SECONDS = LoadOptions.ttl(Duration.ofSeconds(10));

    private final VirtualCluster cluster = new VirtualCluster();
    private final Process one = cluster.process();
    private final Process two = cluster.process();
    private int loaded;

    private CompletableFuture<byte[]> get(Process process, LoadOptions options) {
        return process.loads.get("k", "k".getBytes(), () -> ("value " + ++loaded).getBytes(), options);
    }

    private CompletableFuture<byte[]> get(Process process) {
        return get(process, TEN_SECONDS);
    }

    private static String text(CompletableFuture<byte[]> future) {
        assertTrue(future.isDone(), "not over");
        byte[] bytes = future.join();
        return Absence.is(bytes) ? null : new String(bytes);
    }

    private static Throwable failure(CompletableFuture<byte[]> future) {
        return assertThrows(ExecutionException.class, future::get).getCause();
    }

    @Test
    void callsOfOneProcess_thatComeAtOnce_areOneQuestion_andOneLoad() {
        List<CompletableFuture<byte[]>> calls = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            calls.add(get(one));
        }
        assertEquals(1, one.loaders.size());
        one.loaders.remove().run();
        calls.forEach(call -> assertEquals("value 1", text(call)));
        assertEquals(List.of("ask k", "store k"), cluster.said);
        assertFalse(cluster.isLeased("k"), "the lease is given back");
        assertEquals(0, one.loads.inProgress());
    }

    @Test
    void whatIsThere_isNotLoaded() {
        cluster.set("k", "old friend", 60_000);
        assertEquals("old friend", text(get(one)));
        assertEquals(0, loaded);
        assertFalse(cluster.isLeased("k"));
    }

    @Test
    void anotherProcess_waits_andGetsWhatTheFirstOneLoaded() {
        CompletableFuture<byte[]> first = get(one);
        CompletableFuture<byte[]> second = get(two);
        cluster.pass(300);
        assertFalse(second.isDone());
        one.loaders.remove().run();
        cluster.pass(50);
        assertEquals("value 1", text(first));
        assertEquals("value 1", text(second));
        assertTrue(two.loaders.isEmpty());
    }

    @Test
    void ofAProcessThatDies_theLeaseEnds_andAnotherLoads() {
        get(one);
        one.die();
        CompletableFuture<byte[]> second = get(two);
        cluster.pass(2_990);
        assertTrue(two.loaders.isEmpty());
        cluster.pass(60);
        two.loaders.remove().run();
        assertEquals("value 1", text(second));
    }

    @Test
    void aLoaderThatTakesLong_keepsItsLease() {
        CompletableFuture<byte[]> first = get(one);
        get(two);
        cluster.pass(20_000);
        assertTrue(two.loaders.isEmpty());
        one.loaders.remove().run();
        assertEquals("value 1", text(first));
        assertFalse(cluster.isLeased("k"));
    }

    @Test
    void aLoaderThatHangs_fails_andAnotherMayTry() {
        CompletableFuture<byte[]> first = get(one);
        cluster.pass(29_000);
        assertFalse(first.isDone());
        cluster.pass(1_001);
        assertInstanceOf(LoadTimedOutException.class, failure(first));
        assertFalse(cluster.isLeased("k"));
        get(two);
        assertEquals(1, two.loaders.size());
    }

    @Test
    void whoWaitsForALoaderThatHangs_failsAsWell() {
        get(one, TEN_SECONDS.withLoadTimeout(Duration.ofSeconds(60)));
        CompletableFuture<byte[]> second = get(two);
        cluster.pass(30_100);
        assertInstanceOf(LoadTimedOutException.class, failure(second));
    }

    @Test
    void aLoaderThatThrows_failsItsCallers_andGivesTheLeaseBack() {
        CompletableFuture<byte[]> first = one.loads.get(
                "k",
                "k".getBytes(),
                () -> {
                    throw new IllegalStateException("no database");
                },
                TEN_SECONDS);
        one.loaders.remove().run();
        LoaderException failure = assertInstanceOf(LoaderException.class, failure(first));
        assertEquals("no database", failure.getCause().getMessage());
        assertTrue(failure.isRetrySafe());
        assertFalse(cluster.isLeased("k"));
        assertEquals(List.of("ask k"), cluster.said);
    }

    @Test
    void anOldValue_isGivenAtOnce_whileOneLoadsANewOne_overThatVeryVersion() {
        LoadOptions options = TEN_SECONDS.withStaleFor(Duration.ofSeconds(60));
        cluster.set("k", "old", 59_000);
        assertEquals("old", text(get(one, options)));
        assertEquals("old", text(get(two, options)));
        assertEquals(1, one.loaders.size());
        assertTrue(two.loaders.isEmpty());
        one.loaders.remove().run();
        assertEquals("value 1", text(get(two, options)));
        assertEquals(Duration.ofSeconds(70), cluster.stored.get("k"), "fresh and stale time");
    }

    @Test
    void whatWasWrittenMeanwhile_isNotReplacedByWhatWasLoadedBefore() {
        LoadOptions options = TEN_SECONDS.withStaleFor(Duration.ofSeconds(60));
        cluster.set("k", "old", 59_000);
        get(one, options);
        cluster.set("k", "newer", 70_000);
        one.loaders.remove().run();
        assertEquals("newer", cluster.value("k"));
    }

    @Test
    void nearItsEnd_aValueIsLoadedAnew_byOneWhoAsks() {
        LoadOptions options = TEN_SECONDS.withRefreshBefore(Duration.ofSeconds(2));
        cluster.set("k", "fresh", 2_001);
        get(one, options);
        assertTrue(one.loaders.isEmpty());
        cluster.pass(1);
        assertEquals("fresh", text(get(one, options)));
        assertEquals(1, one.loaders.size());
    }

    @Test
    void theBackgroundLoader_ofAnOldValue_thatHangs_losesItsLease() {
        LoadOptions options = TEN_SECONDS.withStaleFor(Duration.ofSeconds(600));
        cluster.set("k", "old", 500_000);
        get(one, options);
        cluster.pass(29_999);
        assertTrue(cluster.isLeased("k"));
        cluster.pass(1);
        assertFalse(cluster.isLeased("k"));
        cluster.pass(60_000);
        assertFalse(cluster.isLeased("k"), "nobody renews it");
    }

    @Test
    void thatThereIsNothing_isKept_whereThatIsAskedFor() {
        LoadOptions options = TEN_SECONDS.withNegativeTtl(Duration.ofSeconds(5));
        CompletableFuture<byte[]> first = one.loads.get("k", "k".getBytes(), () -> null, options);
        one.loaders.remove().run();
        assertNull(text(first));
        assertNull(text(get(two, options)));
        assertEquals(0, loaded);
        cluster.pass(5_000);
        get(two, options);
        assertEquals(1, two.loaders.size());
    }

    @Test
    void thatThereIsNothing_isFreshForItsTime_andThenStale_asValuesAre() {
        LoadOptions options = TEN_SECONDS.withStaleFor(Duration.ofSeconds(60)).withNegativeTtl(Duration.ofSeconds(5));
        one.loads.get("k", "k".getBytes(), () -> null, options);
        one.loaders.remove().run();
        cluster.pass(4_999);
        assertNull(text(get(two, options)));
        assertTrue(two.loaders.isEmpty(), "known not to be there");
        cluster.pass(1);
        assertNull(text(get(two, options)));
        two.loaders.remove().run();
        assertEquals("value 1", text(get(one, options)));
    }

    @Test
    void thatThereIsNothing_isNotKept_otherwise() {
        CompletableFuture<byte[]> first = one.loads.get("k", "k".getBytes(), () -> null, TEN_SECONDS);
        one.loaders.remove().run();
        assertNull(text(first));
        assertFalse(cluster.isLeased("k"));
        get(two);
        assertEquals(1, two.loaders.size());
    }

    @Test
    void timesToLive_areShorter_byUpToTheJitter() {
        get(one, TEN_SECONDS.withJitter(0.2).withStaleFor(Duration.ofSeconds(1)));
        one.loaders.remove().run();
        assertEquals(Duration.ofMillis(10_000).minusMillis(1_000).plusMillis(1_000), cluster.stored.get("k"));
    }

    @Test
    void whereNoNodeAnswers_callersAreTold() {
        cluster.isUp = false;
        assertInstanceOf(UnavailableException.class, failure(get(one)));
        assertEquals(0, one.loads.inProgress());
    }

    @Test
    void aValueThatCannotBeStored_isGivenToItsCallers() {
        CompletableFuture<byte[]> first = get(one);
        cluster.isUp = false;
        one.loaders.remove().run();
        assertEquals("value 1", text(first));
    }

    @Test
    void options_thatCannotBe_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> LoadOptions.ttl(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> TEN_SECONDS.withRefreshBefore(Duration.ofSeconds(10)));
        assertThrows(IllegalArgumentException.class, () -> LoadOptions.DEFAULT.withStaleFor(Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> TEN_SECONDS.withJitter(1));
        assertThrows(IllegalArgumentException.class, () -> TEN_SECONDS.withLease(Duration.ofMillis(99)));
    }
}
