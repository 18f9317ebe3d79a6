package dev.meguri.simulator.lab;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.MessageKind;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.ShardMessage;

/** What a message is about, as pictures tell messages apart. */
public enum FlightKind {
    /** A write that is passed on to who coordinates it, and the answer. */
    WRITE,
    /** A copy for a replica, and its acknowledgement. */
    REPLICATE,
    READ,
    /** Proposers and voters of strong keys. */
    VOTE,
    /** Comparing slots, and exchanging what differs; hints. */
    REPAIR,
    /** The same of a slot that moves. */
    MIGRATION,
    GOSSIP,
    /** Between nodes and the manager. */
    HEARTBEAT,
    /** The cluster state: who is there, who holds what. */
    STATE;

    /** @param moves whether the slot that it is about moves */
    static FlightKind of(Object message, boolean moves) {
        MessageKind kind =
                switch (message) {
                    case ShardMessage m -> MessageKind.of(m);
                    case NodeMessage m -> MessageKind.of(m);
                    case ManagerMessage m -> MessageKind.of(m);
                    default -> throw new IllegalStateException("no message: " + message.getClass());
                };
        return switch (kind) {
            case WRITE -> WRITE;
            case REPLICATE -> REPLICATE;
            case READ -> READ;
            case VOTE -> VOTE;
            case HINT, REPAIR -> moves ? MIGRATION : REPAIR;
            case MIGRATION -> MIGRATION;
            case GOSSIP -> GOSSIP;
            case HEARTBEAT -> HEARTBEAT;
            case STATE -> STATE;
            case PUBLISH -> throw new IllegalStateException("clusters that are simulated have no channels");
        };
    }
}
