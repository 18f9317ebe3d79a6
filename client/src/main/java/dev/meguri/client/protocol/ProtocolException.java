package dev.meguri.client.protocol;

import java.io.IOException;

/** What came is not RESP3, or over a bound: the connection is closed. */
public final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1;

    public ProtocolException(String message) {
        super(message);
    }
}
