package dev.meguri.client.protocol;

import java.util.List;
import java.util.Map;

/** A map that a node answered, by the names of its fields. What is not as it has to be is an IllegalArgumentException. */
public final class Answers {
    private final Map<String, Reply> fields;

    private Answers(Map<String, Reply> fields) {
        this.fields = fields;
    }

    public static Answers of(Reply reply) {
        if (reply instanceof Reply.Fields map) {
            return new Answers(map.byName());
        }
        throw unexpected("a map", reply);
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public Answers map(String name) {
        return of(field(name));
    }

    public long number(String name) {
        return number(field(name));
    }

    public boolean truth(String name) {
        Reply reply = field(name);
        if (reply instanceof Reply.Truth truth) {
            return truth.value();
        }
        throw unexpected("true or false", reply);
    }

    public String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw unexpected("text as " + name, Reply.NOTHING);
        }
        return text;
    }

    /** Null: the field is null, or not there. */
    public String textOrNull(String name) {
        return switch (fields.getOrDefault(name, Reply.NOTHING)) {
            case Reply.Bulk bulk -> bulk.text();
            case Reply.Text text -> text.text();
            case Reply.Nothing nothing -> null;
            case Reply other -> throw unexpected("text", other);
        };
    }

    public byte[] bytes(String name) {
        return bytes(field(name));
    }

    public List<Reply> values(String name) {
        return values(field(name));
    }

    public static byte[] bytes(Reply reply) {
        if (reply instanceof Reply.Bulk bulk) {
            return bulk.bytes();
        }
        throw unexpected("a string", reply);
    }

    public static long number(Reply reply) {
        if (reply instanceof Reply.Number number) {
            return number.value();
        }
        throw unexpected("a number", reply);
    }

    public static int[] numbers(Reply reply) {
        return values(reply).stream()
                .mapToInt(value -> Math.toIntExact(number(value)))
                .toArray();
    }

    private static List<Reply> values(Reply reply) {
        if (reply instanceof Reply.Many many) {
            return many.values();
        }
        throw unexpected("an array", reply);
    }

    private Reply field(String name) {
        Reply reply = fields.get(name);
        if (reply == null) {
            throw new IllegalArgumentException("no " + name + " in an answer with " + fields.keySet());
        }
        return reply;
    }

    private static IllegalArgumentException unexpected(String wanted, Reply found) {
        return new IllegalArgumentException("not " + wanted + " but " + found);
    }
}
