package dev.meguri.client.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replies out of bytes that come in pieces.
 *
 * <pre>
 * feed(bytes) -> next(): a reply   one whole value
 *                        null      more bytes are needed
 *                        throws    no more can be understood: close the connection
 * </pre>
 *
 * A value that is not whole yet is begun anew when more came; not before all of a string came whose length is known. Not
 * thread-safe.
 */
public final class ReplyDecoder {
    /** Bytes of one string: no value is larger than 8 MiB; a ring of many nodes and CLUSTER NODES may be. */
    static final int MAX_STRING_BYTES = 64 * 1024 * 1024;

    /** Values of one array. */
    static final int MAX_VALUES = 1 << 20;

    /** Arrays within arrays. */
    static final int MAX_DEPTH = 16;

    private static final int MAX_LINE_BYTES = 64 * 1024;
    private static final int FIRST_BYTES = 16 * 1024;
    /** A buffer that grew beyond this is not kept when it is empty. */
    private static final int KEPT_BYTES = 1024 * 1024;

    private byte[] buffer = new byte[FIRST_BYTES];
    private int start;
    private int end;
    /** From {@code start} on: with fewer bytes it makes no sense to try. */
    private int needed = 1;
    /** While a value is being read. */
    private int at;

    public void feed(ByteBuffer bytes) {
        int more = bytes.remaining();
        if (buffer.length - end < more) {
            int waiting = end - start;
            byte[] into = buffer.length >= waiting + more && start >= buffer.length / 2
                    ? buffer
                    : new byte[Math.max(2 * buffer.length, waiting + more)];
            System.arraycopy(buffer, start, into, 0, waiting);
            buffer = into;
            start = 0;
            end = waiting;
        }
        bytes.get(buffer, end, more);
        end += more;
    }

    /** Null: more bytes are needed. */
    public Reply next() throws ProtocolException {
        if (end - start < needed) {
            return null;
        }
        at = start;
        needed = end - start + 1;
        Reply reply = value(0);
        if (reply == null) {
            return null;
        }
        start = at;
        needed = 1;
        if (start == end) {
            start = 0;
            end = 0;
            if (buffer.length > KEPT_BYTES) {
                buffer = new byte[FIRST_BYTES];
            }
        }
        return reply;
    }

    private Reply value(int depth) throws ProtocolException {
        if (depth > MAX_DEPTH) {
            throw new ProtocolException("arrays are nested more than " + MAX_DEPTH + " deep");
        }
        int from = at + 1;
        int line = lineEnd(from);
        if (line < 0) {
            return null;
        }
        byte type = buffer[at];
        at = line + 2;
        return switch (type) {
            case '$' -> string(number(from, line), 0);
            case '=' -> string(number(from, line), "txt:".length());
            case '+' -> new Reply.Text(text(from, line));
            case '-' -> failure(text(from, line));
            case ':' -> new Reply.Number(number(from, line));
            case '_' -> Reply.NOTHING;
            case '#' -> new Reply.Truth(buffer[from] == 't');
            case ',', '(' -> new Reply.Text(text(from, line));
            case '*', '~' -> many(number(from, line), depth);
            case '>' -> push(number(from, line), depth);
            case '%' -> fields(number(from, line), depth);
            case '!' -> blobError(number(from, line));
            case '|' -> attributed(number(from, line), depth);
            default -> throw new ProtocolException("no value of RESP3 begins with byte " + type);
        };
    }

    private Reply string(long length, int prefix) throws ProtocolException {
        if (length == -1) {
            return Reply.NOTHING;
        }
        if (length < prefix || length > MAX_STRING_BYTES) {
            throw new ProtocolException("a string of " + length + " bytes");
        }
        int to = at + (int) length;
        if (end < to + 2) {
            needed = to + 2 - start;
            return null;
        }
        byte[] bytes = Arrays.copyOfRange(buffer, at + prefix, to);
        at = to + 2;
        return new Reply.Bulk(bytes);
    }

    private Reply blobError(long length) throws ProtocolException {
        Reply text = string(length, 0);
        return text instanceof Reply.Bulk bulk ? failure(bulk.text()) : text;
    }

    private static Reply failure(String message) {
        int space = message.indexOf(' ');
        return new Reply.Failure(space < 0 ? message : message.substring(0, space), message);
    }

    private Reply many(long count, int depth) throws ProtocolException {
        if (count == -1) {
            return Reply.NOTHING;
        }
        List<Reply> values = values(count, depth);
        return values == null ? null : new Reply.Many(values);
    }

    private Reply push(long count, int depth) throws ProtocolException {
        List<Reply> values = values(count, depth);
        return values == null ? null : new Reply.Push(values);
    }

    private Reply fields(long pairs, int depth) throws ProtocolException {
        List<Reply> values = values(2 * pairs, depth);
        if (values == null) {
            return null;
        }
        Map<String, Reply> byName = LinkedHashMap.newLinkedHashMap(values.size() / 2);
        for (int i = 0; i < values.size(); i += 2) {
            byName.put(name(values.get(i)), values.get(i + 1));
        }
        return new Reply.Fields(byName);
    }

    private static String name(Reply key) throws ProtocolException {
        return switch (key) {
            case Reply.Bulk bulk -> bulk.text();
            case Reply.Text text -> text.text();
            default -> throw new ProtocolException("a map's key is " + key);
        };
    }

    /** Attributes are about the value that follows; nothing here asks for any. */
    private Reply attributed(long pairs, int depth) throws ProtocolException {
        return values(2 * pairs, depth) == null ? null : next(depth + 1);
    }

    private Reply next(int depth) throws ProtocolException {
        return at < end ? value(depth) : null;
    }

    private List<Reply> values(long count, int depth) throws ProtocolException {
        if (count < 0 || count > MAX_VALUES) {
            throw new ProtocolException("an array of " + count + " values");
        }
        List<Reply> values = new ArrayList<>((int) Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            Reply value = next(depth + 1);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    /** Where the line ends that begins at {@code from}; -1: more bytes are needed. */
    private int lineEnd(int from) throws ProtocolException {
        for (int i = from; i + 1 < end; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                return i;
            }
        }
        if (end - from > MAX_LINE_BYTES) {
            throw new ProtocolException("a line of more than " + MAX_LINE_BYTES + " bytes");
        }
        return -1;
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    private long number(int from, int to) throws ProtocolException {
        boolean negative = from < to && buffer[from] == '-';
        int digits = negative || from < to && buffer[from] == '+' ? from + 1 : from;
        if (digits == to || to - digits > 19) {
            throw new ProtocolException("not a number: " + text(from, to));
        }
        // counted down: there is one negative number more
        long value = 0;
        for (int i = digits; i < to; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new ProtocolException("not a number: " + text(from, to));
            }
            value = value * 10 - digit;
        }
        return negative ? value : -value;
    }
}
