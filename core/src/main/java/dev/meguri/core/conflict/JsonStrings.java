package dev.meguri.core.conflict;

import java.util.TreeSet;

/** JSON arrays of strings (RFC 8259), and nothing else of JSON. */
final class JsonStrings {
    private final String text;
    private int at;

    private JsonStrings(String text) {
        this.text = text;
    }

    /** Null: not a JSON array of strings. */
    static TreeSet<String> parse(String text) {
        return new JsonStrings(text).array();
    }

    /** One text for one set: without spaces, and with no escape that is not needed. */
    static String format(TreeSet<String> elements) {
        StringBuilder out = new StringBuilder("[");
        for (String element : elements) {
            out.append(out.length() > 1 ? ",\"" : "\"");
            if (isPlain(element)) {
                out.append(element).append('"');
                continue;
            }
            for (int i = 0; i < element.length(); i++) {
                char c = element.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else if (c < ' ' || isLone(element, i)) {
                    out.append("\\u").append(String.format("%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }
        return out.append(']').toString();
    }

    private static boolean isPlain(String element) {
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** Half of a surrogate pair has no UTF-8. */
    private static boolean isLone(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    private TreeSet<String> array() {
        TreeSet<String> elements = new TreeSet<>();
        if (!skip('[')) {
            return null;
        }
        if (skip(']')) {
            return atEnd(elements);
        }
        do {
            String element = string();
            if (element == null) {
                return null;
            }
            elements.add(element);
        } while (skip(','));
        return skip(']') ? atEnd(elements) : null;
    }

    private TreeSet<String> atEnd(TreeSet<String> elements) {
        skipSpace();
        return at == text.length() ? elements : null;
    }

    private String string() {
        if (!skip('"')) {
            return null;
        }
        int begin = at;
        while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return text.substring(begin, at++);
        }
        StringBuilder out = new StringBuilder().append(text, begin, at);
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            int read = c == '\\' ? escape() : c < ' ' ? -1 : c;
            if (read < 0) {
                return null;
            }
            out.append((char) read);
        }
        return null;
    }

    private int escape() {
        if (at == text.length()) {
            return -1;
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> -1;
        };
    }

    private int unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
            at++;
        }
        return code;
    }

    private boolean skip(char c) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
