package dev.meguri.resp.push;

import dev.meguri.resp.codec.RespWriter;

/**
 * A message that answers nothing, encoded once for all that get it.
 *
 * @param name what it is sent for: it is dropped where that is not subscribed to any more; null: nothing
 * @param frame in RESP2, an array; in RESP3 only the first byte is another
 */
public record Push(SubscriptionKind kind, Name name, byte[] frame) {
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

    public void writeTo(RespWriter out) {
        out.push(frame);
    }
}
