package dev.meguri.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.codec.Codecs;
import dev.meguri.client.codec.JsonCodec;
import dev.meguri.client.fake.Resp;
import dev.meguri.client.near.NearSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a near cache returns, and for how long. */
class NearCacheTest {
    record User(String name) {}

    private final NearScene s = new NearScene();

    @AfterEach
    void close() {
        s.close();
    }

    @Test
    void whatWasRead_isReturnedWithoutAskingANode() {
        s.connect().keep("k", "one", 1);
        s.value("two", NearScene.version(2));
        assertEquals("one", s.near.get("k"));
        assertEquals("one", s.near.async().get("k").join());
        assertEquals(Map.of("k", "one", "other", "two"), s.near.getAll(List.of("k", "other")));
        assertEquals(1, s.asked(), "other alone");
        assertEquals(3, s.statistics().hits());
        assertEquals(2, s.statistics().misses());
    }

    @Test
    void read_asksTheNodes_andWhatTheyAnswerIsKept() {
        s.connect().keep("k", "one", 1);
        s.value("two", NearScene.version(2));
        assertEquals("two", s.near.read("k").value());
        assertEquals("two", s.near.get("k"));
        assertEquals(1, s.asked());
    }

    @Test
    void whatIsAsOldAsTheBound_isNotReturned_thoughNobodySaidThatItChanged() {
        s.connect().keep("k", "one", 1);
        s.value("two", NearScene.version(2));
        s.pass(NearScene.BOUND.dividedBy(2).minusNanos(1));
        assertEquals("one", s.near.get("k"));
        s.pass(NearScene.BOUND.dividedBy(2).plusNanos(1));
        assertEquals("two", s.near.get("k"));
        assertEquals(1, s.statistics().tooOld());
    }

    @Test
    void theBoundCountsFromTheRequest_notFromTheAnswer() {
        s.connect();
        s.a.script(words -> {
            s.pass(Duration.ofMillis(600));
            return Resp.found("one", NearScene.version(1), -1);
        });
        assertEquals("one", s.near.get("k"));
        s.value("two", NearScene.version(2));
        s.pass(Duration.ofMillis(400));
        assertEquals("two", s.near.get("k"));
    }

    @Test
    void whatExpires_isNotReturnedAfterItsTimeToLive() {
        s.connect();
        s.answer(Resp.found("one", NearScene.version(1), 300));
        assertEquals("one", s.near.get("k"));
        s.answer(Resp.absent());
        s.pass(Duration.ofMillis(299));
        assertEquals("one", s.near.get("k"));
        s.pass(Duration.ofMillis(1));
        assertNull(s.near.get("k"));
    }

    @Test
    void whatIsReadOften_isAskedForInTheBackground_onceAtATime_andStaysLocal() {
        s.connect().keep("k", "one", 1);
        s.pass(NearScene.BOUND.dividedBy(2));
        for (int i = 0; i < 100; i++) {
            assertEquals("one", s.near.get("k"));
        }
        s.awaitAsked(1);
        s.settle();
        s.pass(NearScene.BOUND.dividedBy(2));
        assertEquals("one", s.near.get("k"), "as fresh as the second request");
        s.awaitAsked(2);
        assertEquals(1, s.statistics().misses());
        assertEquals(2, s.statistics().refreshes());
    }

    @Test
    void whatCannotBeAskedForAnew_isReturnedUpToTheBoundAndNoLonger() {
        s.connect().keep("k", "one", 1);
        s.answer(Resp.error("ERR no"));
        s.pass(NearScene.BOUND.dividedBy(2));
        assertEquals("one", s.near.get("k"));
        s.awaitAsked(1);
        s.settle();
        s.pass(NearScene.BOUND.dividedBy(2).minusNanos(1));
        assertEquals("one", s.near.get("k"));
        s.settle();
        assertEquals(1, s.asked(), "one failure is enough");
        s.pass(Duration.ofNanos(1));
        s.value("two", NearScene.version(2));
        assertEquals("two", s.near.get("k"));
    }

    @Test
    void absentKeys_areAskedForEachTime_unlessTheyAreToBeKept() {
        s.connect();
        assertNull(s.near.get("k"));
        assertNull(s.near.get("k"));
        assertEquals(2, s.asked());
        MeguriCache<String> keeping = s.near(NearScene.settings().keepAbsent());
        s.forget();
        assertNull(keeping.get("k"));
        assertNull(keeping.get("k"));
        assertNull(keeping.async().get("k").join());
        assertEquals(1, s.asked());
        s.pass(NearScene.BOUND);
        assertNull(keeping.get("k"));
        assertEquals(2, s.asked());
    }

    @Test
    void anOlderVersion_neverTakesThePlaceOfANewerOne() {
        s.connect().keep("k", "two", 2);
        s.value("one", NearScene.version(1));
        assertEquals("one", s.near.read("k").value(), "as the node answered it");
        assertEquals("two", s.near.get("k"));
        assertEquals(1, s.statistics().olderRefused());
        s.a.push(Resp.invalidate("p:k"));
        s.settle();
        s.forget();
        assertEquals("one", s.near.get("k"));
        assertEquals("one", s.near.get("k"));
        assertEquals(2, s.asked(), "that of the version which was dropped is remembered");
        s.pass(NearScene.BOUND);
        assertEquals("one", s.near.get("k"));
        assertEquals("one", s.near.get("k"));
        assertEquals(3, s.asked(), "for as long as the bound");
    }

    @Test
    void whatAReaderDoesToItsValue_nobodyElseSees() {
        s.connect();
        MeguriCache<byte[]> bytes = s.scene.client.cache("p:", Codecs.bytes()).near(NearScene.settings());
        s.settle();
        s.value("one", NearScene.version(1));
        for (int i = 0; i < 3; i++) {
            byte[] read = bytes.get("k");
            assertArrayEquals("one".getBytes(StandardCharsets.UTF_8), read);
            read[0] = 'X';
        }
        assertEquals(1, s.asked());
    }

    @Test
    void values_areDecodedForEachReader_orSharedWhereNobodyChangesThem() {
        s.connect();
        s.value("{\"name\":\"Aya\"}", NearScene.version(1));
        MeguriCache<User> own =
                s.scene.client.cache("p:", JsonCodec.of(User.class)).near(NearScene.settings());
        MeguriCache<User> shared = s.scene
                .client
                .cache("p:", JsonCodec.of(User.class))
                .near(NearScene.settings().shareValues());
        s.settle();
        assertEquals(new User("Aya"), own.get("k"));
        assertEquals(own.get("k"), own.get("k"));
        assertNotSame(own.get("k"), own.get("k"));
        assertSame(shared.get("k"), shared.get("k"));
        assertSame(s.near.get("k"), s.near.get("k"), "a string is immutable");
    }

    @Test
    void entriesAndBytes_areBounded() {
        s.connect(NearScene.settings().maxEntries(10));
        s.value("v".repeat(1_000), NearScene.version(1));
        MeguriCache<String> ofBytes = s.near(NearScene.settings().maxBytes(20_000));
        for (int i = 0; i < 200; i++) {
            s.near.get("k" + i);
            ofBytes.get("k" + i);
        }
        assertTrue(s.statistics().entries() <= 10, s.statistics().toString());
        assertTrue(s.statistics().entries() >= 5, s.statistics().toString());
        assertTrue(
                ofBytes.nearStatistics().bytes() <= 20_000,
                ofBytes.nearStatistics().toString());
        assertTrue(
                ofBytes.nearStatistics().entries() >= 10,
                ofBytes.nearStatistics().toString());
    }

    @Test
    void settings_haveBounds() {
        assertThrows(IllegalArgumentException.class, () -> NearSettings.maxStaleness(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> NearSettings.maxStaleness(Duration.ofHours(2)));
        assertThrows(IllegalArgumentException.class, () -> NearScene.settings().maxEntries(0));
        assertThrows(IllegalArgumentException.class, () -> NearScene.settings().maxBytes(0));
        s.connect();
        for (int i = 1; i < 64; i++) {
            s.scene.client.cache("n" + i + ":", Codecs.string()).near(NearScene.settings());
        }
        MeguriCache<String> more = s.scene.client.cache("more:", Codecs.string());
        assertThrows(IllegalStateException.class, () -> more.near(NearScene.settings()));
        assertNull(more.nearStatistics());
        assertFalse(s.near.nearStatistics().entries() > 0);
    }
}
