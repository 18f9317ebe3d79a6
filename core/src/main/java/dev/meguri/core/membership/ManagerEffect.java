package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;
import java.util.List;
import java.util.Map;

/** What a step of the manager asks its driver to do, in order. */
public sealed interface ManagerEffect {
    /**
     * Store these, all or none. They must be durable before any later effect of the step is carried out. When they cannot
     * be stored, the driver drops the step's other effects and this machine, closes all connections, and starts a new
     * machine from what is stored: nothing was promised to anybody.
     */
    record Persist(List<ManagerRecord> records) implements ManagerEffect {}

    /** For the log. @param nodeId null: about nobody in particular; @param details values are String, Long or List */
    record Event(ManagerEvent type, String nodeId, long ringVersion, String message, Map<String, Object> details)
            implements ManagerEffect {}

    record ToNode(long connectionId, ManagerMessage message) implements ManagerEffect {}

    /** Close the connection, after what was sent on it. */
    record Close(long connectionId) implements ManagerEffect {}

    /**
     * The command took effect.
     *
     * @param jobId the rebalance job it led to; 0: none
     */
    record Answer(long commandId, long jobId) implements ManagerEffect {}

    /** The command was refused; nothing was changed. @param detail one sentence with the way out */
    record Refuse(long commandId, ManagerFailure failure, String field, String detail) implements ManagerEffect {}
}
