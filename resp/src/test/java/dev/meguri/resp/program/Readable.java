package dev.meguri.resp.program;

/** One answer of RESP2 as a person would write it down. */
final class Readable {
    private final String text;
    private int at;

    private Readable(String text) {
        this.text = text;
    }

    static String of(String answer) {
        return new Readable(answer).value();
    }

    private String value() {
        int end = text.indexOf("\r\n", at);
        char type = text.charAt(at);
        String line = text.substring(at + 1, end);
        at = end + 2;
        return switch (type) {
            case '+', ':', '-' -> line;
            case '$' -> bulk(Integer.parseInt(line));
            case '*' -> array(Integer.parseInt(line));
            default -> throw new AssertionError("no RESP2: " + text);
        };
    }

    private String bulk(int length) {
        if (length < 0) {
            return "nil";
        }
        String bulk = text.substring(at, at + length);
        at += length + 2;
        return bulk.isEmpty() ? "''" : bulk;
    }

    private String array(int count) {
        if (count < 0) {
            return "nil";
        }
        StringBuilder values = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            values.append(i == 0 ? "" : " ").append(value());
        }
        return values.append(']').toString();
    }
}
