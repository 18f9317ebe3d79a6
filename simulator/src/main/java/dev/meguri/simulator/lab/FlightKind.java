package dev.meguri.simulator.lab;

import dev.meguri.core.message.ManagerMessage;
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
        return switch (message) {
            case ShardMessage m -> of(m, moves);
            case NodeMessage m -> of(m);
            case ManagerMessage m -> of(m);
            default -> throw new IllegalStateException("no message: " + message.getClass());
        };
    }

    private static FlightKind of(ShardMessage message, boolean moves) {
        return switch (message) {
            case ShardMessage.Forward _, ShardMessage.ForwardAnswer _ -> WRITE;
            case ShardMessage.Replicate _, ShardMessage.Ack _, ShardMessage.Nack _ -> REPLICATE;
            case ShardMessage.Read _, ShardMessage.ReadAnswer _ -> READ;
            case ShardMessage.Strong _, ShardMessage.StrongBatch _ -> VOTE;
            case ShardMessage.TakeOver _,
                    ShardMessage.HandedOver _,
                    ShardMessage.CompareSlots _,
                    ShardMessage.SlotsCompared _,
                    ShardMessage.ListVersions _,
                    ShardMessage.VersionList _,
                    ShardMessage.FetchEntries _,
                    ShardMessage.Entries _,
                    ShardMessage.DeliverHints _,
                    ShardMessage.HintsTaken _,
                    ShardMessage.PushEntries _ -> moves ? MIGRATION : REPAIR;
        };
    }

    private static FlightKind of(NodeMessage message) {
        return switch (message) {
            case NodeMessage.Gossip _ -> GOSSIP;
            case NodeMessage.FetchState _, NodeMessage.StateAnswer _ -> STATE;
        };
    }

    private static FlightKind of(ManagerMessage message) {
        return switch (message) {
            case ManagerMessage.Register _,
                    ManagerMessage.Heartbeat _,
                    ManagerMessage.Goodbye _,
                    ManagerMessage.Welcome _,
                    ManagerMessage.Refused _ -> HEARTBEAT;
            case ManagerMessage.SlotsSynced _, ManagerMessage.SlotsCarried _ -> MIGRATION;
            case ManagerMessage.StateUploaded _,
                    ManagerMessage.FullState _,
                    ManagerMessage.StateDelta _,
                    ManagerMessage.FetchFullState _,
                    ManagerMessage.UploadState _ -> STATE;
        };
    }
}
