package dev.meguri.core.message;

import java.util.Locale;

/** What a message is about, as counters and pictures tell messages apart. */
public enum MessageKind {
    /** A write that is passed on to who coordinates it, and the answer. */
    WRITE,
    /** A copy for a replica, and its acknowledgement. */
    REPLICATE,
    READ,
    /** Proposers and voters of strong keys. */
    VOTE,
    /** Writes that were kept for a replica, and what it says to them. */
    HINT,
    /** Comparing slots, exchanging what differs, and taking over from who served them before. */
    REPAIR,
    /** The same of a slot that moves. */
    MIGRATION,
    GOSSIP,
    /** Between nodes and the manager. */
    HEARTBEAT,
    /** The cluster state: who is there, who holds what. */
    STATE,
    /** Messages to channels of the Redis protocol. */
    PUBLISH;

    private static final MessageKind[] ALL = values();

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** As metrics and documents name it. */
    public String wire() {
        return wire;
    }

    /** All of them, by their ordinals. */
    public static MessageKind of(int ordinal) {
        return ALL[ordinal];
    }

    public static int count() {
        return ALL.length;
    }

    /** The kind of such a message where the slot that it is about moves. */
    public MessageKind ofMovingSlot() {
        return this == REPAIR ? MIGRATION : this;
    }

    /** Of a slot that stays where it is; else see {@link #ofMovingSlot}. */
    public static MessageKind of(ShardMessage message) {
        return switch (message) {
            case ShardMessage.Replicate _, ShardMessage.Ack _, ShardMessage.Nack _ -> REPLICATE;
            case ShardMessage.Read _, ShardMessage.ReadAnswer _ -> READ;
            case ShardMessage.Strong _, ShardMessage.StrongBatch _ -> VOTE;
            case ShardMessage.Forward _, ShardMessage.ForwardAnswer _ -> WRITE;
            case ShardMessage.DeliverHints _, ShardMessage.HintsTaken _ -> HINT;
            case ShardMessage.TakeOver _,
                    ShardMessage.HandedOver _,
                    ShardMessage.CompareSlots _,
                    ShardMessage.SlotsCompared _,
                    ShardMessage.ListVersions _,
                    ShardMessage.VersionList _,
                    ShardMessage.FetchEntries _,
                    ShardMessage.Entries _,
                    ShardMessage.PushEntries _ -> REPAIR;
        };
    }

    public static MessageKind of(NodeMessage message) {
        return switch (message) {
            case NodeMessage.Gossip _ -> GOSSIP;
            case NodeMessage.FetchState _, NodeMessage.StateAnswer _ -> STATE;
        };
    }

    public static MessageKind of(ManagerMessage message) {
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
