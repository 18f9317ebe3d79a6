package dev.meguri.client.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** A script of a node that keeps what it is given: text, with versions 1, 2, 3; nothing expires by itself. */
public final class FakeMemory implements Function<List<String>, String> {
    /** Keys of a page of SCAN, whatever is asked for. */
    private static final int PAGE = 2;

    /** @param ttlMillis -1: none */
    public record Entry(String value, String version, long ttlMillis) {}

    private final TreeMap<String, Entry> entries = new TreeMap<>();
    /** Cursor n goes on at the key n - 1 of these. */
    private final List<String> cursors = new ArrayList<>();

    private int versions;
    private Consumer<List<String>> before = words -> {};

    /** @param next sees each command before it is carried out: what another client does meanwhile */
    public synchronized void before(Consumer<List<String>> next) {
        before = next;
    }

    public synchronized void put(String key, String value) {
        put(key, value, -1);
    }

    public synchronized void put(String key, String value, long ttlMillis) {
        entries.put(key, new Entry(value, Integer.toString(++versions), ttlMillis));
    }

    public synchronized void remove(String key) {
        entries.remove(key);
    }

    /** Null: absent. */
    public synchronized Entry entry(String key) {
        return entries.get(key);
    }

    public synchronized List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public synchronized String apply(List<String> words) {
        before.accept(words);
        String key = words.get(1);
        Entry entry = entries.get(key);
        return switch (words.getFirst()) {
            case "GET" -> entry == null ? Resp.NULL : Resp.bulk(entry.value());
            case "EXISTS" -> Resp.number(entry == null ? 0 : 1);
            case "MEGURI.GET" -> read(entry);
            case "MEGURI.SET" -> set(key, entry, words);
            case "MEGURI.DEL" -> delete(key, entry, words);
            case "SCAN" -> scan(Integer.parseInt(key), words.get(3));
            default -> Resp.ERROR_UNKNOWN;
        };
    }

    private static String read(Entry entry) {
        if (entry == null) {
            return Resp.map("value", Resp.NULL, "why", Resp.NULL, "receipt", Resp.receipt("a", 1));
        }
        return Resp.map(
                "value",
                Resp.bulk(entry.value()),
                "version",
                Resp.bulk(entry.version()),
                "ttl",
                Resp.number(entry.ttlMillis()),
                "receipt",
                Resp.receipt("a", 1));
    }

    private String set(String key, Entry entry, List<String> words) {
        long ttl = words.contains("PX") ? Long.parseLong(words.get(words.indexOf("PX") + 1)) : -1;
        if (!holds(entry, words)) {
            return Resp.set(false, entry == null ? null : entry.version());
        }
        put(key, words.get(2), ttl);
        String version = entries.get(key).version();
        return entry == null
                ? Resp.set(true, version)
                : Resp.set(true, version).replace("created\r\n#t", "created\r\n#f");
    }

    private String delete(String key, Entry entry, List<String> words) {
        boolean made = holds(entry, words);
        if (made) {
            entries.remove(key);
        }
        return Resp.map(
                "made",
                Resp.bool(made),
                "version",
                Resp.NULL,
                "existed",
                Resp.bool(entry != null),
                "receipt",
                Resp.receipt("a", 1));
    }

    private static boolean holds(Entry entry, List<String> words) {
        if (words.contains("NX")) {
            return entry == null;
        }
        int version = words.indexOf("IFVERSION");
        return version < 0 || entry != null && entry.version().equals(words.get(version + 1));
    }

    private String scan(int cursor, String pattern) {
        String prefix = pattern.substring(0, pattern.length() - 1).replace("\\", "");
        // a cursor means the same after keys have gone
        List<String> rest = new ArrayList<>(
                cursor == 0
                        ? entries.keySet()
                        : entries.tailMap(cursors.get(cursor - 1), true).keySet());
        List<String> page = rest.subList(0, Math.min(PAGE, rest.size()));
        int next = 0;
        if (rest.size() > PAGE) {
            cursors.add(rest.get(PAGE));
            next = cursors.size();
        }
        String[] found = page.stream()
                .filter(key -> key.startsWith(prefix))
                .map(Resp::bulk)
                .toArray(String[]::new);
        return Resp.array(Resp.bulk(Integer.toString(next)), Resp.array(found));
    }
}
