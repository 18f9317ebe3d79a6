package dev.meguri.resp.codec;

import dev.meguri.resp.RespLimits;
import java.util.Arrays;

/**
 * Commands out of bytes that come in pieces: arrays of bulk strings, and inline commands. Every length is checked before
 * anything is allocated for it, and memory grows only with what really arrived.
 *
 * <pre>
 * feed(bytes) -> next(): true   one command; its arguments are readable until the next call of next() or feed()
 *                       false  more bytes are needed
 *                       throws no more can be understood: close the connection
 * </pre>
 *
 * Not thread-safe. Arguments are positions in the buffer; nothing is copied before {@link #argument}.
 */
public final class RespDecoder {
    private static final int NO_COUNT = -1;
    private static final int FIRST_ARGUMENTS = 8;

    /** Room for so many arguments is kept for the next command. */
    private static final int MANY_ARGUMENTS = 1_024;
    /** "$" or "*", a sign, 19 digits, "\r\n", and some more. */
    private static final int MAX_NUMBER_LINE_BYTES = 32;

    private static final byte[] EMPTY = new byte[0];

    private byte[] buffer = EMPTY;
    /** Whether the buffer is of our own making, so that it may be written to. */
    private boolean ownsBuffer;
    /** Where the command in progress begins, how far it is understood, and where the bytes end. */
    private int start;

    private int position;
    private int end;

    /** Arguments of the array in progress; {@link #NO_COUNT}: its first line is still to come. */
    private int expected = NO_COUNT;

    private int count;
    /** From {@code start} on, so that they stay right when the buffer is compacted. */
    private int[] offsets = new int[FIRST_ARGUMENTS];

    private int[] lengths = new int[FIRST_ARGUMENTS];
    /** Whether the last command was handed out, and is to be dropped. */
    private boolean handedOut;

    /** Of an inline command, whose arguments may be quoted: they are in here, else in the buffer. */
    private byte[] inline;

    private int maxArguments = RespLimits.BEFORE_AUTH_ARGUMENTS;
    private int maxArgumentBytes = RespLimits.BEFORE_AUTH_ARGUMENT_BYTES;
    private int maxCommandBytes = RespLimits.BEFORE_AUTH_COMMAND_BYTES;
    private boolean authenticated;

    /** From now on the bounds are those of clients that may be here. */
    public void authenticated() {
        authenticated = true;
        maxArguments = RespLimits.MAX_ARGUMENTS;
        maxArgumentBytes = RespLimits.MAX_ARGUMENT_BYTES;
        maxCommandBytes = RespLimits.MAX_COMMAND_BYTES;
    }

    /** Takes the array over where nothing waits: the caller must not change it afterwards. */
    public void feed(byte[] bytes, int from, int to) {
        drop();
        if (start == end) {
            buffer = bytes;
            ownsBuffer = false;
            start = from;
            position = from;
            end = to;
            return;
        }
        int more = to - from;
        if (!ownsBuffer || buffer.length - end < more) {
            int waiting = end - start;
            byte[] larger = new byte[Math.max(waiting + more, 2 * waiting)];
            System.arraycopy(buffer, start, larger, 0, waiting);
            position -= start;
            start = 0;
            end = waiting;
            buffer = larger;
            ownsBuffer = true;
        }
        System.arraycopy(bytes, from, buffer, end, more);
        end += more;
    }

    /** @return whether there is one more whole command */
    public boolean next() throws ProtocolException {
        drop();
        while (position < end) {
            if (expected == NO_COUNT && buffer[position] != '*') {
                if (!inlineCommand()) {
                    return false;
                }
            } else if (!array()) {
                return false;
            }
            if (count > 0) {
                handedOut = true;
                return true;
            }
            forget();
        }
        return false;
    }

    /** Bytes that wait to be understood. */
    public int waiting() {
        return handedOut ? end - position : end - start;
    }

    /** Arguments of the command, its name included. */
    public int count() {
        return count;
    }

    public int length(int argument) {
        return lengths[argument];
    }

    /** A copy. */
    public byte[] argument(int argument) {
        int from = offset(argument);
        return Arrays.copyOfRange(source(), from, from + lengths[argument]);
    }

    /** Where the argument is: read only, until the next call of {@link #next} or {@link #feed}. */
    public byte[] source() {
        return inline != null ? inline : buffer;
    }

    /** Its first byte in {@link #source}. */
    public int offset(int argument) {
        return inline != null ? offsets[argument] : start + offsets[argument];
    }

    private void drop() {
        if (handedOut) {
            handedOut = false;
            forget();
        }
    }

    private void forget() {
        start = position;
        count = 0;
        expected = NO_COUNT;
        inline = null;
        if (start == end) {
            start = 0;
            position = 0;
            end = 0;
            buffer = EMPTY;
            ownsBuffer = false;
        }
        if (offsets.length > MANY_ARGUMENTS) {
            offsets = new int[FIRST_ARGUMENTS];
            lengths = new int[FIRST_ARGUMENTS];
        }
    }

    private boolean array() throws ProtocolException {
        if (expected == NO_COUNT) {
            int line = line("too big mbulk count string");
            if (line < 0) {
                return false;
            }
            long announced = number(position + 1, line, "invalid multibulk length");
            if (announced > maxArguments) {
                throw new ProtocolException(
                        authenticated ? "invalid multibulk length" : "unauthenticated multibulk length");
            }
            position = line + 2;
            expected = (int) Math.max(0, announced);
        }
        while (count < expected) {
            if (position == end) {
                return false;
            }
            if (buffer[position] != '$') {
                throw new ProtocolException("expected '$', got '" + printable(buffer[position]) + "'");
            }
            int line = line("too big bulk count string");
            if (line < 0) {
                return false;
            }
            long length = number(position + 1, line, "invalid bulk length");
            if (length < 0 || length > maxArgumentBytes) {
                boolean tooBig = length >= 0 && !authenticated;
                throw new ProtocolException(tooBig ? "unauthenticated bulk length" : "invalid bulk length");
            }
            long commandBytes = line + 2 + length + 2 - start;
            if (commandBytes > maxCommandBytes) {
                throw new ProtocolException("too big command");
            }
            if (end - (line + 2) < length + 2) {
                return false;
            }
            int from = line + 2;
            position = from + (int) length;
            if (buffer[position] != '\r' || buffer[position + 1] != '\n') {
                throw new ProtocolException("invalid bulk length");
            }
            position += 2;
            add(from - start, (int) length);
        }
        return true;
    }

    /** Where the line at the position ends ("\r\n"); -1: more bytes are needed. */
    private int line(String tooBig) throws ProtocolException {
        int limit = Math.min(end, position + MAX_NUMBER_LINE_BYTES);
        for (int i = position; i < limit; i++) {
            if (buffer[i] == '\r') {
                if (i + 1 == end) {
                    return -1;
                }
                if (buffer[i + 1] != '\n') {
                    throw new ProtocolException(
                            tooBig.contains("mbulk") ? "invalid multibulk length" : "invalid bulk length");
                }
                return i;
            }
        }
        if (end - position >= MAX_NUMBER_LINE_BYTES) {
            throw new ProtocolException(tooBig);
        }
        return -1;
    }

    private long number(int from, int to, String wrong) throws ProtocolException {
        boolean negative = from < to && buffer[from] == '-';
        int at = negative ? from + 1 : from;
        if (at == to || to - at > 18) {
            throw new ProtocolException(wrong);
        }
        long value = 0;
        for (; at < to; at++) {
            int digit = buffer[at] - '0';
            if (digit < 0 || digit > 9) {
                throw new ProtocolException(wrong);
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    private boolean inlineCommand() throws ProtocolException {
        int newline = -1;
        int limit = Math.min(end, start + RespLimits.MAX_LINE_BYTES);
        for (int i = position; i < limit; i++) {
            if (buffer[i] == '\n') {
                newline = i;
                break;
            }
        }
        if (newline < 0) {
            if (end - start >= RespLimits.MAX_LINE_BYTES) {
                throw new ProtocolException("too big inline request");
            }
            return false;
        }
        int to = newline > start && buffer[newline - 1] == '\r' ? newline - 1 : newline;
        InlineWords words = new InlineWords(maxArguments);
        words.split(buffer, start, to);
        inline = words.bytes();
        for (int i = 0; i < words.count(); i++) {
            add(words.offset(i), words.length(i));
        }
        position = newline + 1;
        return true;
    }

    private void add(int offset, int length) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        offsets[count] = offset;
        lengths[count] = length;
        count++;
    }

    private static char printable(byte b) {
        return b >= ' ' && b < 127 ? (char) b : '?';
    }
}
