package dev.meguri.ui.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseLinesTest {
    private final List<String> events = new ArrayList<>();
    private final SseLines parser = new SseLines((id, data) -> events.add(id + " " + data));

    private void feed(String... lines) {
        List.of(lines).forEach(parser::line);
    }

    @Test
    void idAndData_emptyLine_isOneEvent() {
        feed("event:node_down", "id:41", "data: {\"a\":1}", "");
        assertEquals(List.of("41 {\"a\":1}"), events);
    }

    @Test
    void dataOnSeveralLines_isJoinedByLineBreaks() {
        feed("data:a", "data: b", "");
        assertEquals(List.of("null a\nb"), events);
    }

    @Test
    void commentsAndEventsWithoutData_areNoEvents() {
        feed(": still here", "", "id: 3", "", "data: x", "");
        assertEquals(List.of("3 x"), events);
    }
}
