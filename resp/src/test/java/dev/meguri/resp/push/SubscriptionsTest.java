package dev.meguri.resp.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.resp.RespLimits;
import dev.meguri.resp.codec.RespWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private final Subscriptions<StringBuilder> subscriptions = new Subscriptions<>();
    private final StringBuilder one = new StringBuilder();
    private final StringBuilder other = new StringBuilder();

    @Test
    void message_reachesItsChannelAndPatterns_onceForEach() {
        subscriptions.add(SubscriptionKind.CHANNEL, name("news"), one);
        subscriptions.add(SubscriptionKind.CHANNEL, name("news"), other);
        subscriptions.add(SubscriptionKind.PATTERN, name("n*"), one);
        subscriptions.add(SubscriptionKind.PATTERN, name("x*"), other);
        subscriptions.add(SubscriptionKind.SHARD, name("news"), other);
        assertEquals(3, publish(SubscriptionKind.CHANNEL, "news", "hi"));
        assertEquals("*3|message|news|hi|*4|pmessage|n*|news|hi|", one.toString());
        assertEquals("*3|message|news|hi|", other.toString());
        assertEquals(3, subscriptions.listeners(SubscriptionKind.CHANNEL, bytes("news")));
    }

    @Test
    void shardMessage_reachesNoOtherKind() {
        subscriptions.add(SubscriptionKind.CHANNEL, name("news"), one);
        subscriptions.add(SubscriptionKind.PATTERN, name("*"), one);
        subscriptions.add(SubscriptionKind.SHARD, name("news"), other);
        assertEquals(1, publish(SubscriptionKind.SHARD, "news", "hi"));
        assertEquals("", one.toString());
        assertEquals("*3|smessage|news|hi|", other.toString());
    }

    @Test
    void removedSubscriber_getsNothing_andEmptyNamesAreForgotten() {
        subscriptions.add(SubscriptionKind.CHANNEL, name("a"), one);
        subscriptions.add(SubscriptionKind.CHANNEL, name("a"), other);
        subscriptions.remove(SubscriptionKind.CHANNEL, name("a"), one);
        subscriptions.remove(SubscriptionKind.CHANNEL, name("b"), one);
        assertEquals(1, publish(SubscriptionKind.CHANNEL, "a", "x"));
        assertEquals("", one.toString());
        assertEquals(List.of(name("a")), subscriptions.names(SubscriptionKind.CHANNEL, null));
        subscriptions.remove(SubscriptionKind.CHANNEL, name("a"), other);
        assertTrue(subscriptions.isEmpty());
        assertEquals(0, publish(SubscriptionKind.CHANNEL, "a", "x"));
    }

    @Test
    void frame_isAPushInResp3() {
        RespWriter out = new RespWriter();
        out.protocol(3);
        out.ok();
        Push.message(SubscriptionKind.CHANNEL, name("a"), bytes("b")).writeTo(out);
        assertEquals("+OK\r\n>3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nb\r\n", text(out.take()));
    }

    @Test
    void subscriber_countsChannelsWithPatterns_andIsBounded() {
        Subscriber subscriber = new Subscriber();
        assertTrue(subscriber.add(SubscriptionKind.CHANNEL, name("a")));
        assertFalse(subscriber.add(SubscriptionKind.CHANNEL, name("a")));
        assertTrue(subscriber.add(SubscriptionKind.PATTERN, name("a")));
        assertTrue(subscriber.add(SubscriptionKind.SHARD, name("a")));
        assertEquals(2, subscriber.toldCount(SubscriptionKind.PATTERN));
        assertEquals(1, subscriber.toldCount(SubscriptionKind.SHARD));
        for (SubscriptionKind kind : SubscriptionKind.values()) {
            assertTrue(subscriber.remove(kind, name("a")));
            assertFalse(subscriber.remove(kind, name("a")));
        }
        assertTrue(subscriber.isEmpty());
        List<Name> taken = new ArrayList<>();
        for (int i = 0; subscriber.hasRoomFor(name("long" + i + "x".repeat(8_000))); i++) {
            taken.add(name("long" + i + "x".repeat(8_000)));
            subscriber.add(SubscriptionKind.CHANNEL, taken.getLast());
        }
        assertTrue(taken.size() > 1_000 && taken.size() <= RespLimits.MAX_SUBSCRIPTION_BYTES / 8_000);
    }

    private int publish(SubscriptionKind kind, String channel, String payload) {
        return subscriptions.publish(
                kind,
                bytes(channel),
                bytes(payload),
                (subscriber, push) -> subscriber.append(
                        text(push.frame()).replaceAll("\\$\\d+\r\n", "").replace("\r\n", "|")));
    }

    private static Name name(String text) {
        return new Name(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
