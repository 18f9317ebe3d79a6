package dev.meguri.resp.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespWriterTest {
    @Test
    void values_inResp2_haveItsShapes() {
        assertEquals("$-1\r\n", written(2, RespWriter::nullBulk));
        assertEquals("*-1\r\n", written(2, RespWriter::nullArray));
        assertEquals("*4\r\n", written(2, out -> out.map(2)));
        assertEquals("*2\r\n", written(2, out -> out.set(2)));
        assertEquals("*2\r\n", written(2, out -> out.push(2)));
        assertEquals(":1\r\n", written(2, out -> out.bool(true)));
        assertEquals("$2\r\nhi\r\n", written(2, out -> out.verbatim("hi")));
    }

    @Test
    void values_inResp3_haveItsShapes() {
        assertEquals("_\r\n", written(3, RespWriter::nullBulk));
        assertEquals("_\r\n", written(3, RespWriter::nullArray));
        assertEquals("%2\r\n", written(3, out -> out.map(2)));
        assertEquals("~2\r\n", written(3, out -> out.set(2)));
        assertEquals(">2\r\n", written(3, out -> out.push(2)));
        assertEquals("#f\r\n", written(3, out -> out.bool(false)));
        assertEquals("=6\r\ntxt:hi\r\n", written(3, out -> out.verbatim("hi")));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, -1, -10, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE})
    void integers_areWrittenInDecimal(long number) {
        assertEquals(":" + number + "\r\n", written(2, out -> out.integer(number)));
    }

    @Test
    void errors_haveNoLineEndsInThem() {
        assertEquals("-ERR a  b\r\n", written(2, out -> out.error("ERR a\r\nb")));
    }

    @Test
    void longValues_makeTheBufferGrow() {
        byte[] value = new byte[100_000];
        RespWriter writer = new RespWriter();
        assertEquals("$100000\r\n".length() + 100_002, writer.bulk(value).take().length);
        assertEquals(0, writer.size());
    }

    private static String written(int protocol, Consumer<RespWriter> what) {
        RespWriter writer = new RespWriter(1);
        writer.protocol(protocol);
        what.accept(writer);
        return new String(writer.take(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void answer_thatIsTooLong_isRefusedBeforeMemoryIsTakenForIt() {
        RespWriter writer = new RespWriter(4, 100);
        writer.bulk(new byte[50]);
        assertThrows(AnswerTooLongException.class, () -> writer.bulk(new byte[50]));
        assertThrows(AnswerTooLongException.class, () -> new RespWriter(4, 100).raw(new byte[101]));
        assertEquals(100, new RespWriter(4, 100).raw(new byte[100]).size());
    }
}
