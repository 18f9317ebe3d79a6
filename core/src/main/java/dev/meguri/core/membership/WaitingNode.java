package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;

/**
 * A registration that is not answered yet: the cluster is not formed, the manager has just started, its newer state is
 * being uploaded, or another process under its nodeId has to prove dead first. Owned by the manager's thread.
 */
final class WaitingNode {
    final long connectionId;
    final ManagerMessage.Register register;
    final long sinceMillis;

    /** When its newer state was asked for; null: it has none. */
    Long uploadAskedMillis;

    WaitingNode(long connectionId, ManagerMessage.Register register, long sinceMillis) {
        this.connectionId = connectionId;
        this.register = register;
        this.sinceMillis = sinceMillis;
    }

    String nodeId() {
        return register.nodeId();
    }
}
