package dev.meguri.service.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void failuresOfFrames_areTold_fromThoseOfConnections() {
        assertEquals(
                Refusal.OVERSIZED,
                Refusal.of(
                        new CorruptedWebSocketFrameException(WebSocketCloseStatus.MESSAGE_TOO_BIG, "too big", null)));
        assertEquals(
                Refusal.MALFORMED,
                Refusal.of(new CorruptedWebSocketFrameException(WebSocketCloseStatus.PROTOCOL_ERROR, "rsv", null)));
        assertEquals(Refusal.MALFORMED, Refusal.of(new DecoderException("no frame")));
        assertNull(Refusal.of(new IOException("connection reset")));
        assertNull(Refusal.of(new IllegalStateException()));
    }

    @Test
    void theSameLine_isNewsOnceAMinute() {
        News news = new News();
        assertTrue(news.isNews("a", 0));
        assertFalse(news.isNews("a", 59_999));
        assertTrue(news.isNews("b", 59_999));
        assertTrue(news.isNews("a", 60_000));
        assertTrue(news.isNews("a", 120_000));
    }
}
