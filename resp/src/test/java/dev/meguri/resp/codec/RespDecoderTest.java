package dev.meguri.resp.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.resp.RespLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RespDecoderTest {
    private final RespDecoder decoder = new RespDecoder();

    @Test
    void array_inOnePiece_isOneCommand() throws ProtocolException {
        assertEquals(List.of("[SET, key, a b]"), commands("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$3\r\na b\r\n"));
    }

    @Test
    void arrays_inOnePiece_areCommandsInOrder() throws ProtocolException {
        assertEquals(List.of("[PING]", "[GET, x]"), commands("*1\r\n$4\r\nPING\r\n*2\r\n$3\r\nGET\r\n$1\r\nx\r\n"));
    }

    @Test
    void everyCut_givesTheSameCommands() throws ProtocolException {
        String text = "*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nv\r\nal\r\nPING \"a b\"\r\n*2\r\n$3\r\nGET\r\n$0\r\n\r\n";
        List<String> whole = commands(text);
        for (int cut = 1; cut < text.length(); cut++) {
            RespDecoder other = new RespDecoder();
            List<String> found = new ArrayList<>();
            for (String part : List.of(text.substring(0, cut), text.substring(cut))) {
                feed(other, part);
                take(other, found);
            }
            assertEquals(whole, found, "cut at " + cut);
        }
    }

    @Test
    void byteByByte_givesTheSameCommands() throws ProtocolException {
        String text = "*2\r\n$4\r\nECHO\r\n$2\r\nhi\r\nGET  k\n";
        List<String> found = new ArrayList<>();
        for (char c : text.toCharArray()) {
            feed(decoder, String.valueOf(c));
            take(decoder, found);
        }
        assertEquals(List.of("[ECHO, hi]", "[GET, k]"), found);
    }

    @Test
    void inline_splitsAtSpaces_andKeepsQuotedOnes() throws ProtocolException {
        assertEquals(List.of("[SET, a b, c\"d, \n']"), commands("SET \"a b\" 'c\"d'  \"\\x0a'\"\r\n"));
    }

    @Test
    void emptyLines_andEmptyArrays_areNoCommands() throws ProtocolException {
        assertEquals(List.of("[PING]"), commands("\r\n*0\r\n  \r\n*-1\r\nPING\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*x~~                   | invalid multibulk length",
                "*99999999999999999999~ | invalid multibulk length",
                "*1~:1~                 | expected '$', got ':'",
                "*1~$-1~                | invalid bulk length",
                "*1~$x~                 | invalid bulk length",
                "*1~$3~abcdef           | invalid bulk length",
                "GET \"a~               | unbalanced quotes in request",
                "GET \"a\"b~            | unbalanced quotes in request",
            })
    void brokenInput_isRefused_inRedisWords(String text, String message) {
        String input = text.strip().replace("~", "\r\n");
        assertEquals(
                message,
                assertThrows(ProtocolException.class, () -> commands(input)).getMessage());
    }

    @Test
    void beforeAuthentication_manyOrLongArguments_areRefusedByTheirLengthAlone() {
        assertEquals("unauthenticated multibulk length", refusal("*11\r\n"));
        RespDecoder other = new RespDecoder();
        feed(other, "*2\r\n$16385\r\n");
        assertEquals(
                "unauthenticated bulk length",
                assertThrows(ProtocolException.class, other::next).getMessage());
    }

    @Test
    void authenticated_boundsAreNamedOnes() {
        decoder.authenticated();
        assertEquals("invalid multibulk length", refusal("*" + (RespLimits.MAX_ARGUMENTS + 1) + "\r\n"));
        RespDecoder other = new RespDecoder();
        other.authenticated();
        feed(other, "*1\r\n$" + (RespLimits.MAX_ARGUMENT_BYTES + 1) + "\r\n");
        assertEquals(
                "invalid bulk length",
                assertThrows(ProtocolException.class, other::next).getMessage());
    }

    @Test
    void endlessLines_areRefused() {
        assertEquals("too big inline request", refusal("x".repeat(RespLimits.MAX_LINE_BYTES)));
        RespDecoder other = new RespDecoder();
        feed(other, "*" + "1".repeat(40));
        assertEquals(
                "too big mbulk count string",
                assertThrows(ProtocolException.class, other::next).getMessage());
    }

    @Test
    void announcedBytes_areNotAllocatedBeforeTheyCome() throws ProtocolException {
        decoder.authenticated();
        feed(decoder, "*2\r\n$3\r\nSET\r\n$" + RespLimits.MAX_ARGUMENT_BYTES + "\r\n");
        assertFalse(decoder.next());
        assertTrue(decoder.source().length < 1_000, "a buffer of " + decoder.source().length + " bytes");
    }

    private String refusal(String text) {
        return assertThrows(ProtocolException.class, () -> commands(text)).getMessage();
    }

    private List<String> commands(String text) throws ProtocolException {
        feed(decoder, text);
        return take(decoder, new ArrayList<>());
    }

    private static void feed(RespDecoder decoder, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        decoder.feed(bytes, 0, bytes.length);
    }

    private static List<String> take(RespDecoder decoder, List<String> into) throws ProtocolException {
        while (decoder.next()) {
            String[] words = new String[decoder.count()];
            for (int i = 0; i < words.length; i++) {
                words[i] = new String(decoder.argument(i), StandardCharsets.ISO_8859_1);
            }
            into.add(Arrays.toString(words));
        }
        return into;
    }
}
