package dev.meguri.client.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplyDecoderTest {
    private static final String EVERYTHING = "$5\r\nhe\r\no\r\n" + "$0\r\n\r\n" + "+OK\r\n" + "-MOVED 7 host:1\r\n"
            + ":-42\r\n" + "_\r\n" + "#t\r\n" + "#f\r\n" + "$-1\r\n" + "*-1\r\n" + ",3.5\r\n"
            + "*3\r\n:1\r\n*1\r\n+x\r\n_\r\n" + "%2\r\n$1\r\na\r\n:1\r\n+b\r\n%0\r\n" + "~1\r\n:9\r\n"
            + "=8\r\ntxt:text\r\n" + "!8\r\nERR oops\r\n" + ">2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n"
            + "|1\r\n+ttl\r\n:3\r\n:7\r\n" + ":-9223372036854775808\r\n";

    @Test
    void everyType_isRead_howeverItIsCutIntoPieces() throws ProtocolException {
        List<String> whole = readAll(EVERYTHING.length());
        assertEquals(19, whole.size());
        assertEquals("bulk he\r\no", whole.getFirst());
        assertEquals(
                "MOVED",
                assertInstanceOf(Reply.Failure.class, all(1_000).get(3)).code());
        assertEquals("Number[value=-9223372036854775808]", whole.getLast());
        for (int piece = 1; piece < 40; piece++) {
            assertEquals(whole, readAll(piece), "in pieces of " + piece);
        }
    }

    private static List<String> readAll(int piece) throws ProtocolException {
        return all(piece).stream().map(ReplyDecoderTest::text).toList();
    }

    private static List<Reply> all(int piece) throws ProtocolException {
        ReplyDecoder decoder = new ReplyDecoder();
        byte[] bytes = EVERYTHING.getBytes(StandardCharsets.UTF_8);
        List<Reply> replies = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += piece) {
            decoder.feed(ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)));
            for (Reply reply = decoder.next(); reply != null; reply = decoder.next()) {
                replies.add(reply);
            }
        }
        return replies;
    }

    private static String text(Reply reply) {
        return switch (reply) {
            case Reply.Bulk bulk -> "bulk " + bulk.text();
            case Reply.Many many ->
                "many " + many.values().stream().map(ReplyDecoderTest::text).toList();
            case Reply.Push push ->
                "push " + push.values().stream().map(ReplyDecoderTest::text).toList();
            case Reply other -> other.toString();
        };
    }

    @Test
    void aLargeString_isReadOnceItIsWhole() throws ProtocolException {
        byte[] value = new byte[3_000_000];
        new Random(1).nextBytes(value);
        ReplyDecoder decoder = new ReplyDecoder();
        decoder.feed(ByteBuffer.wrap(("$" + value.length + "\r\n").getBytes(StandardCharsets.US_ASCII)));
        for (int from = 0; from < value.length; from += 10_000) {
            assertNull(decoder.next());
            decoder.feed(ByteBuffer.wrap(value, from, 10_000));
        }
        decoder.feed(ByteBuffer.wrap("\r\n:1\r\n".getBytes(StandardCharsets.US_ASCII)));
        assertArrayEquals(
                value, assertInstanceOf(Reply.Bulk.class, decoder.next()).bytes());
        assertEquals(new Reply.Number(1), decoder.next());
        assertNull(decoder.next());
    }

    @Test
    void whatIsNoReply_isRefused() {
        for (String wrong : List.of(
                "?1\r\n",
                "$x\r\n",
                "$-2\r\n",
                ":\r\n",
                "$" + (ReplyDecoder.MAX_STRING_BYTES + 1L) + "\r\n",
                "*" + (ReplyDecoder.MAX_VALUES + 1) + "\r\n",
                "%1\r\n:1\r\n:2\r\n",
                "*1\r\n".repeat(ReplyDecoder.MAX_DEPTH + 2),
                "+" + "x".repeat(70_000))) {
            ReplyDecoder decoder = new ReplyDecoder();
            decoder.feed(ByteBuffer.wrap(wrong.getBytes(StandardCharsets.US_ASCII)));
            assertThrows(ProtocolException.class, decoder::next, wrong.substring(0, Math.min(20, wrong.length())));
        }
    }

    @Test
    void commands_areArraysOfStrings() {
        assertEquals(
                "*3\r\n$3\r\nSET\r\n$12\r\n123456789012\r\n$0\r\n\r\n",
                new String(
                        CommandBytes.of("SET")
                                .word(123456789012L)
                                .word(new byte[0])
                                .encode(),
                        StandardCharsets.US_ASCII));
    }

    @Test
    void fields_areAskedForByName() {
        Answers answer = Answers.of(new Reply.Fields(Map.of("n", new Reply.Number(3), "none", Reply.NOTHING)));
        assertEquals(3, answer.number("n"));
        assertNull(answer.textOrNull("none"));
        assertNull(answer.textOrNull("missing"));
        assertThrows(IllegalArgumentException.class, () -> answer.text("n"));
        assertThrows(IllegalArgumentException.class, () -> answer.number("missing"));
        assertThrows(IllegalArgumentException.class, () -> Answers.of(Reply.NOTHING));
    }
}
