package dev.meguri.client.fake;

import java.nio.charset.StandardCharsets;

/** Answers as bytes of RESP3. */
public final class Resp {
    public static final String ERROR_UNKNOWN = "-ERR unknown command\r\n";
    public static final String NULL = "_\r\n";

    private Resp() {}

    public static String bulk(String text) {
        return "$" + text.getBytes(StandardCharsets.UTF_8).length + "\r\n"
                + new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + "\r\n";
    }

    public static String error(String message) {
        return "-" + message + "\r\n";
    }

    public static String number(long value) {
        return ":" + value + "\r\n";
    }

    public static String bool(boolean value) {
        return value ? "#t\r\n" : "#f\r\n";
    }

    /** @param fields names and answers, in turns */
    public static String map(String... fields) {
        StringBuilder map = new StringBuilder("%" + fields.length / 2 + "\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            map.append(bulk(fields[i])).append(fields[i + 1]);
        }
        return map.toString();
    }

    public static String array(String... values) {
        return "*" + values.length + "\r\n" + String.join("", values);
    }

    public static String receipt(String node, long ringVersion) {
        return map(
                "node", bulk(node),
                "slot", number(7),
                "ring-version", number(ringVersion),
                "acks", number(2),
                "replicas", number(3),
                "consistency", bulk("eventual"),
                "level", bulk("majority"),
                "source", bulk("primary"));
    }

    public static String set(boolean made, String version) {
        return map(
                "made", bool(made),
                "version", version == null ? NULL : bulk(version),
                "created", bool(made),
                "ttl", number(-1),
                "receipt", receipt("a", 1));
    }

    public static String counted(long value) {
        return map(
                "value", number(value),
                "version", bulk("v" + value),
                "created", bool(false),
                "ttl", number(-1),
                "receipt", receipt("a", 1));
    }

    /** What MEGURI.GET answers. @param ttlMillis -1: none */
    public static String found(String value, String version, long ttlMillis) {
        return map(
                "value", bulk(value),
                "version", bulk(version),
                "source", bulk("primary"),
                "ttl", number(ttlMillis),
                "receipt", receipt("a", 1));
    }

    public static String absent() {
        return map("value", NULL, "why", NULL, "receipt", receipt("a", 1));
    }

    /** A push. @param key null: all of them */
    public static String invalidate(String key) {
        return ">2\r\n" + bulk("invalidate") + (key == null ? NULL : array(bulk(key)));
    }
}
