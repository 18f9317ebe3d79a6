package dev.meguri.ui.cluster;

import java.util.function.BiConsumer;

/**
 * Puts the lines of a server-sent event stream together (WHATWG HTML, 9.2.6). Only {@code id} and {@code data} matter here;
 * an empty line ends an event, and events without data are none.
 */
final class SseLines {
    private final BiConsumer<String, String> events;
    private final StringBuilder data = new StringBuilder();
    private String id;

    /** @param events takes id (null: none yet) and data of each event */
    SseLines(BiConsumer<String, String> events) {
        this.events = events;
    }

    void line(String line) {
        if (line.isEmpty()) {
            if (!data.isEmpty()) {
                events.accept(id, data.substring(0, data.length() - 1));
            }
            data.setLength(0);
        } else if (line.startsWith("data:")) {
            data.append(value(line)).append('\n');
        } else if (line.startsWith("id:")) {
            id = value(line);
        }
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
