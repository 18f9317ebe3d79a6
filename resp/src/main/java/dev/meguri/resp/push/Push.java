package dev.meguri.resp.push;

import dev.meguri.resp.codec.RespWriter;

/**
 * A message that answers nothing, encoded once for all that get it.
 *
 * @param name what it is sent for: it is dropped where that is not subscribed to any more; null: nothing
 * @param frame in RESP2, an array; null: it cannot be told in RESP2
 * @param frame3 in RESP3, as an array; null: the same, but for the first byte
 */
public record Push(SubscriptionKind kind, Name name, byte[] frame, byte[] frame3) {
    private Push(SubscriptionKind kind, Name name, byte[] frame) {
        this(kind, name, frame, null);
    }

    /** For whoever is connected by either protocol; by RESP2 only while it listens to anything. */
    public static Push ofResp3(byte[] frame, byte[] frame3) {
        return new Push(null, null, frame, frame3);
    }

    /** That a subscription is over, by no wish of the client. */
    public static Push unsubscribed(SubscriptionKind kind, Name name, int left) {
        RespWriter out = new RespWriter(name.bytes().length + 64);
        out.array(3).bulk(kind.unsubscribed()).bulk(name.bytes()).integer(left);
        return new Push(null, null, out.take());
    }

    /** For subscribers of a channel. @param kind not {@link SubscriptionKind#PATTERN} */
    public static Push message(SubscriptionKind kind, Name channel, byte[] payload) {
        RespWriter out = new RespWriter(channel.bytes().length + payload.length + 64);
        out.array(3).bulk(kind.message()).bulk(channel.bytes()).bulk(payload);
        return new Push(kind, channel, out.take());
    }

    /** For subscribers of a pattern. */
    public static Push patternMessage(Name pattern, byte[] channel, byte[] payload) {
        RespWriter out = new RespWriter(pattern.bytes().length + channel.length + payload.length + 64);
        out.array(4).bulk(SubscriptionKind.PATTERN.message()).bulk(pattern.bytes());
        out.bulk(channel).bulk(payload);
        return new Push(SubscriptionKind.PATTERN, pattern, out.take());
    }

    /** Whether a client gets it. @param subscriber null: it listens to nothing */
    public boolean isFor(Subscriber subscriber, int protocol) {
        if (frame3 != null) {
            return protocol == 3 || frame != null && subscriber != null && !subscriber.isEmpty();
        }
        return kind == null || subscriber != null && subscriber.has(kind, name);
    }

    public void writeTo(RespWriter out) {
        out.push(frame3 != null && out.protocol() == 3 ? frame3 : frame);
    }

    public int bytes() {
        return (frame == null ? 0 : frame.length) + (frame3 == null ? 0 : frame3.length);
    }
}
