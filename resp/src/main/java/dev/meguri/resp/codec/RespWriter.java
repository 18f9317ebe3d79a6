package dev.meguri.resp.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Answers as bytes, in RESP2 or RESP3: each method writes one value, in the shape that the protocol version has for it.
 * Not thread-safe.
 */
public final class RespWriter {
    /** The answer of what had nothing to tell: read only. */
    public static final byte[] OK = ascii("+OK\r\n");

    private static final byte[] NULL_3 = ascii("_\r\n");
    private static final byte[] NULL_BULK_2 = ascii("$-1\r\n");
    private static final byte[] NULL_ARRAY_2 = ascii("*-1\r\n");
    private static final byte[] VERBATIM_TEXT = ascii("txt:");
    private static final int FIRST_BYTES = 512;
    /** A buffer that grew beyond this for one answer is not kept for the next. */
    private static final int KEPT_BYTES = 64 * 1024;
    /** Longest "$9223372036854775807\r\n". */
    private static final int NUMBER_LINE_BYTES = 24;

    /** Of what no array holds more. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final int maxBytes;
    private byte[] bytes;
    private int size;
    private int protocol = 2;

    public RespWriter() {
        this(FIRST_BYTES);
    }

    public RespWriter(int firstBytes) {
        this(firstBytes, MOST_BYTES);
    }

    /** @param maxBytes more are refused by an {@link AnswerTooLongException} */
    public RespWriter(int firstBytes, int maxBytes) {
        this.bytes = new byte[firstBytes];
        this.maxBytes = maxBytes;
    }

    /** 2 or 3: how what follows is written. */
    public void protocol(int version) {
        protocol = version;
    }

    public int protocol() {
        return protocol;
    }

    public int size() {
        return size;
    }

    /** What was written, as an array of its own; the writer is empty then. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
        return taken;
    }

    public RespWriter ok() {
        return raw(OK);
    }

    /** Bytes that are an answer already. */
    public RespWriter raw(byte[] answer) {
        ensure(answer.length);
        System.arraycopy(answer, 0, bytes, size, answer.length);
        size += answer.length;
        return this;
    }

    public RespWriter simple(String text) {
        return line('+', text);
    }

    /** @param text begins with a code: "ERR …", "MOVED …". Line ends in it become spaces */
    public RespWriter error(String text) {
        return line('-', text);
    }

    public RespWriter integer(long value) {
        return head(':', value);
    }

    public RespWriter bulk(byte[] value) {
        return bulk(value, 0, value.length);
    }

    public RespWriter bulk(byte[] value, int from, int length) {
        ensure(Math.addExact(length, NUMBER_LINE_BYTES + 2));
        head('$', length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
        bytes[size++] = '\r';
        bytes[size++] = '\n';
        return this;
    }

    public RespWriter bulk(String text) {
        return bulk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param value null: the null of a bulk string */
    public RespWriter bulkOrNull(byte[] value) {
        return value == null ? nullBulk() : bulk(value);
    }

    public RespWriter nullBulk() {
        return raw(protocol == 2 ? NULL_BULK_2 : NULL_3);
    }

    public RespWriter nullArray() {
        return raw(protocol == 2 ? NULL_ARRAY_2 : NULL_3);
    }

    /** So many values follow. */
    public RespWriter array(int values) {
        return head('*', values);
    }

    /** So many pairs of key and value follow; in RESP2 an array of twice as many. */
    public RespWriter map(int pairs) {
        return protocol == 2 ? head('*', 2L * pairs) : head('%', pairs);
    }

    public RespWriter set(int values) {
        return head(protocol == 2 ? '*' : '~', values);
    }

    /** A message that answers nothing. */
    public RespWriter push(int values) {
        return head(protocol == 2 ? '*' : '>', values);
    }

    /** @param frame a whole message that answers nothing, as RESP2 writes it: an array */
    public RespWriter push(byte[] frame) {
        int at = size;
        raw(frame);
        if (protocol != 2) {
            bytes[at] = '>';
        }
        return this;
    }

    /** In RESP2 1 or 0. */
    public RespWriter bool(boolean value) {
        return protocol == 2 ? integer(value ? 1 : 0) : line('#', value ? "t" : "f");
    }

    /** Text for people; in RESP2 a bulk string. */
    public RespWriter verbatim(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (protocol == 2) {
            return bulk(utf8);
        }
        ensure(utf8.length + NUMBER_LINE_BYTES + 6);
        head('=', utf8.length + 4L);
        raw(VERBATIM_TEXT);
        raw(utf8);
        bytes[size++] = '\r';
        bytes[size++] = '\n';
        return this;
    }

    private RespWriter line(char type, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ensure(utf8.length + 3);
        bytes[size++] = (byte) type;
        for (byte b : utf8) {
            bytes[size++] = b == '\r' || b == '\n' ? (byte) ' ' : b;
        }
        bytes[size++] = '\r';
        bytes[size++] = '\n';
        return this;
    }

    private RespWriter head(char type, long value) {
        ensure(NUMBER_LINE_BYTES);
        bytes[size++] = (byte) type;
        if (value >= 0 && value < 10) {
            bytes[size++] = (byte) ('0' + value);
        } else {
            number(value);
        }
        bytes[size++] = '\r';
        bytes[size++] = '\n';
        return this;
    }

    private void number(long value) {
        if (value == Long.MIN_VALUE) {
            raw(ascii(Long.toString(value)));
            return;
        }
        long rest = value;
        if (rest < 0) {
            bytes[size++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        for (int i = size + digits - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            long needed = (long) size + more;
            if (needed > maxBytes) {
                throw new AnswerTooLongException(maxBytes);
            }
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, maxBytes)));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
