package dev.meguri.simulator.lab;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.store.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a message says, for people, without who says it to whom. */
final class MessageWords {
    private MessageWords() {}

    static String of(Object message) {
        return switch (message) {
            case ShardMessage m -> of(m);
            case NodeMessage m -> of(m);
            case ManagerMessage m -> of(m);
            default -> throw new IllegalStateException("no message: " + message.getClass());
        };
    }

    private static String of(ShardMessage message) {
        return switch (message) {
            case ShardMessage.Forward m ->
                "You are the serving primary of slot " + m.slot() + ": " + OperationWords.asked(m.operation());
            case ShardMessage.ForwardAnswer m -> "Your client's answer: " + OperationWords.answered(m.result());
            case ShardMessage.Replicate m ->
                m.requestId() == 0
                        ? "This is newer than what you have: " + OperationWords.content(m.entry())
                        : "Keep this copy, and confirm it: " + OperationWords.content(m.entry());
            case ShardMessage.Ack m ->
                m.newer() == null ? "Kept (slot " + m.slot() + ")" : "I have something newer (slot " + m.slot() + ")";
            case ShardMessage.Nack m -> "No, " + nack(m);
            case ShardMessage.Read m -> "What have you got of " + m.key() + "?";
            case ShardMessage.ReadAnswer m ->
                (m.entry() == null ? "Nothing" : OperationWords.content(m.entry()))
                        + (m.synced() ? "" : " (but I am not synced)");
            case ShardMessage.Strong m -> VoteWords.of(m.message());
            case ShardMessage.StrongBatch m ->
                m.messages().size() + " votes in one: "
                        + VoteWords.of(m.messages().getFirst()) + (m.messages().size() > 1 ? ", ..." : "");
            case ShardMessage.TakeOver m -> "I serve " + slots(m.slots()) + " now, not you: do you know?";
            case ShardMessage.HandedOver m -> "I know, and you have all I had (" + slots(m.slots()) + ")";
            case ShardMessage.CompareSlots m -> "Do we hold the same of " + slots(m.slots()) + "?";
            case ShardMessage.SlotsCompared m -> compared(m);
            case ShardMessage.ListVersions m -> "Which versions have you got in a part of slot " + m.slot() + "?";
            case ShardMessage.VersionList m ->
                m.equal()
                        ? "The same as you (slot " + m.slot() + ")"
                        : keys(m.versions().size()) + " of slot " + m.slot();
            case ShardMessage.FetchEntries m -> "Send me " + keys(m.keys().size()) + " of slot " + m.slot();
            case ShardMessage.Entries m -> "Here: " + contents(m.entries());
            case ShardMessage.DeliverHints m -> "You missed this while you were away: " + contents(m.entries());
            case ShardMessage.HintsTaken m -> "The hints are taken (" + slots(m.slots()) + ")";
            case ShardMessage.PushEntries m -> "I leave slot " + m.slot() + ", you keep this: " + contents(m.entries());
        };
    }

    private static String of(NodeMessage message) {
        return switch (message) {
            case NodeMessage.Ping m ->
                "Are you there? I know ring version " + m.known().ringVersion() + rumours(m);
            case NodeMessage.Pong m -> "Yes. I know ring version " + m.known().ringVersion() + rumours(m);
            case NodeMessage.PingRequest m -> "I cannot reach " + m.nodeId() + ": please try for me";
            case NodeMessage.PingReport m -> m.nodeId() + (m.reached() ? " answered me" : " did not answer me either");
            case NodeMessage.FetchState m -> "Send me your state, if it is newer than ring version " + m.ringVersion();
            case NodeMessage.StateAnswer m ->
                "The state: ring version " + m.state().ringVersion();
        };
    }

    private static String of(ManagerMessage message) {
        return switch (message) {
            case ManagerMessage.Register m -> "I am " + m.nodeId() + ", with " + memory(m.memory());
            case ManagerMessage.Heartbeat m ->
                "I live, on ring version " + m.ringVersion()
                        + (m.unsyncedSlots() == 0 ? "" : ", " + m.unsyncedSlots() + " slots are not synced")
                        + (m.unreachable().isEmpty() ? "" : ", and do not reach " + String.join(", ", m.unreachable()));
            case ManagerMessage.SlotsSynced m -> "Synced here: " + slots(m.slots());
            case ManagerMessage.SlotsCarried m -> "The strong keys are carried: " + slots(m.slots());
            case ManagerMessage.StateUploaded m ->
                "The newest I know: ring version " + m.state().ringVersion();
            case ManagerMessage.Goodbye _ -> "I stop now, cleanly";
            case ManagerMessage.Welcome m ->
                "Welcome, as incarnation " + m.incarnation() + (m.startEmpty() ? "; forget what you have" : "");
            case ManagerMessage.Refused m -> "You may not join: " + m.detail();
            case ManagerMessage.FullState m ->
                "The whole state: ring version " + m.state().ringVersion();
            case ManagerMessage.StateDelta m ->
                "Ring version " + m.ringVersion()
                        + (m.changedSlots().length == 0 ? "" : ": " + m.changedSlots().length + " slots change");
            case ManagerMessage.FetchFullState _ -> "Send me the whole state";
            case ManagerMessage.UploadState _ -> "You know more than I do: send me your state";
        };
    }

    private static String compared(ShardMessage.SlotsCompared m) {
        long different = Arrays.stream(m.verdicts())
                .filter(verdict -> verdict != ShardMessage.Verdict.EQUAL)
                .count();
        return different == 0
                ? "We hold the same"
                : "Not the same in " + different + " of " + m.slots().length + " slots";
    }

    private static String nack(ShardMessage.Nack m) {
        return switch (m.reason()) {
            case STALE_EPOCH -> "your list of slot " + m.slot() + " is old: fetch my state";
            case BEHIND -> "my list of slot " + m.slot() + " is old, I am fetching yours";
            case NOT_PRIMARY -> "I am not the serving primary of slot " + m.slot() + ", or not yet";
            case TOO_LATE -> "there is something newer in slot " + m.slot();
            case CLOCK_SKEW -> "that is too far ahead of my clock (slot " + m.slot() + ")";
            case MEMORY_LIMIT -> "there is no room (slot " + m.slot() + ")";
            case NO_RESOLVER -> "I lack the resolver (slot " + m.slot() + ")";
        };
    }

    private static String memory(ManagerMessage.Memory memory) {
        return switch (memory) {
            case EMPTY -> "nothing in memory";
            case WARM -> "a snapshot";
            case CLEAN -> "all that I had when I was stopped";
            case RUNNING -> "all that I know: I ran on";
        };
    }

    private static String rumours(NodeMessage.Gossip message) {
        return message.rumours().isEmpty()
                ? ""
                : message.rumours().stream()
                        .map(rumour -> rumour.nodeId() + " is " + rumour.standing())
                        .distinct()
                        .collect(Collectors.joining(", ", "; I heard that ", ""));
    }

    private static String contents(List<Entry> entries) {
        return switch (entries.size()) {
            case 0 -> "nothing";
            case 1 -> OperationWords.content(entries.getFirst());
            default -> OperationWords.content(entries.getFirst()) + " and " + (entries.size() - 1) + " more";
        };
    }

    private static String keys(int count) {
        return count == 1 ? "1 key" : count + " keys";
    }

    private static String slots(int[] slots) {
        return slots.length == 1 ? "slot " + slots[0] : slots.length + " slots";
    }
}
