package dev.meguri.service.frame;

import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Locale;

/** Why something that came over a WebSocket of nodes was not taken; its connection is closed, and the next one may be better. */
public enum Refusal {
    /** No frame, cut off, or not a message that this build knows. */
    MALFORMED,
    /** Over the limit of a frame or a message; it was not read to its end. */
    OVERSIZED,
    /** A message, but not one for this side: who sent it takes this one for something else. */
    MISDIRECTED,
    /** The first words of a peer: of another version, another cluster, or none. */
    GREETING;

    /** What Vert.x says of a message in several frames that is too large; it has no exception of its own for it. */
    private static final String MESSAGE_OVERFLOW = "overflow max message size";

    /** The metric's tag. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a WebSocket's failure says of the last frame; null: nothing, the connection broke. */
    public static Refusal of(Throwable failure) {
        return switch (failure) {
            case CorruptedWebSocketFrameException e ->
                WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(e.closeStatus()) ? OVERSIZED : MALFORMED;
            case TooLongFrameException e -> OVERSIZED;
            case CodecException e -> MALFORMED;
            case IllegalStateException e when String.valueOf(e.getMessage()).contains(MESSAGE_OVERFLOW) -> OVERSIZED;
            default -> null;
        };
    }
}
