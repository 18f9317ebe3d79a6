package dev.meguri.manager.driver;

import dev.meguri.core.message.ManagerMessage;

/** The open connections to nodes. Called by the driver's thread; must not block. */
public interface NodeConnections {
    /** Messages on one connection arrive in the order they were sent, or the connection closes. */
    void send(long connectionId, ManagerMessage message);

    /** After what was sent before. */
    void close(long connectionId);

    void closeAll();
}
