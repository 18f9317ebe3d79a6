package dev.meguri.resp.codec;

import java.util.Arrays;

/** The words of an inline command: split at spaces; {@code "…"} with escapes and {@code '…'} keep theirs. */
final class InlineWords {
    private final int maxWords;
    private byte[] bytes = new byte[0];
    private int size;
    private int[] offsets = new int[8];
    private int[] lengths = new int[8];
    private int count;

    InlineWords(int maxWords) {
        this.maxWords = maxWords;
    }

    int count() {
        return count;
    }

    int offset(int word) {
        return offsets[word];
    }

    int length(int word) {
        return lengths[word];
    }

    byte[] bytes() {
        return bytes;
    }

    void split(byte[] line, int from, int to) throws ProtocolException {
        bytes = new byte[to - from];
        int at = from;
        while (true) {
            while (at < to && isSpace(line[at])) {
                at++;
            }
            if (at == to) {
                return;
            }
            begin();
            at = word(line, at, to);
            lengths[count++] = size - offsets[count - 1];
        }
    }

    private void begin() throws ProtocolException {
        if (count == maxWords) {
            throw new ProtocolException("too many words in inline request");
        }
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        offsets[count] = size;
    }

    private int word(byte[] line, int from, int to) throws ProtocolException {
        int at = from;
        while (at < to && !isSpace(line[at])) {
            switch (line[at]) {
                case '"' -> {
                    at = doubleQuoted(line, at + 1, to);
                    requireEnd(line, at, to);
                }
                case '\'' -> {
                    at = singleQuoted(line, at + 1, to);
                    requireEnd(line, at, to);
                }
                default -> bytes[size++] = line[at++];
            }
        }
        return at;
    }

    private int doubleQuoted(byte[] line, int from, int to) throws ProtocolException {
        int at = from;
        while (at < to && line[at] != '"') {
            if (line[at] != '\\' || at + 1 == to) {
                bytes[size++] = line[at++];
            } else if (line[at + 1] == 'x' && at + 3 < to && digit(line[at + 2]) >= 0 && digit(line[at + 3]) >= 0) {
                bytes[size++] = (byte) (digit(line[at + 2]) << 4 | digit(line[at + 3]));
                at += 4;
            } else {
                bytes[size++] = escaped(line[at + 1]);
                at += 2;
            }
        }
        return closed(at, to);
    }

    private int singleQuoted(byte[] line, int from, int to) throws ProtocolException {
        int at = from;
        while (at < to && line[at] != '\'') {
            if (line[at] == '\\' && at + 1 < to && line[at + 1] == '\'') {
                at++;
            }
            bytes[size++] = line[at++];
        }
        return closed(at, to);
    }

    private static int closed(int at, int to) throws ProtocolException {
        if (at == to) {
            throw new ProtocolException("unbalanced quotes in request");
        }
        return at + 1;
    }

    private static void requireEnd(byte[] line, int at, int to) throws ProtocolException {
        if (at < to && !isSpace(line[at])) {
            throw new ProtocolException("unbalanced quotes in request");
        }
    }

    private static byte escaped(byte letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 7;
            default -> letter;
        };
    }

    private static int digit(byte hex) {
        return Character.digit(hex, 16);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r' || b == 0;
    }
}
