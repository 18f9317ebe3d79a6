package dev.meguri.simulator.lab;

import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongValue;
import java.nio.charset.StandardCharsets;

/** What proposers and voters of strong keys say, for people. */
final class VoteWords {
    private static final int SHOWN_CHARS = 12;

    private VoteWords() {}

    static String of(StrongMessage message) {
        return switch (message) {
            case StrongMessage.Read m -> "What have you accepted of " + m.key() + "?";
            case StrongMessage.Prepare m ->
                "Promise ballot " + m.ballot() + " of " + m.key() + ", and say what you have accepted";
            case StrongMessage.Accept m ->
                "Accept " + value(m.value()) + " for " + m.key() + " under ballot " + m.ballot()
                        + (isNone(m.next()) ? "" : ", and promise " + m.next());
            case StrongMessage.SlotPrepare m -> "Promise ballot " + m.ballot() + " for the whole slot " + m.slot();
            case StrongMessage.RaiseFloor m -> "Nothing at or below " + m.floor() + " any more in slot " + m.slot();
            case StrongMessage.Forget m -> "Forget the removed key " + m.key();
            case StrongMessage.Reported m ->
                isNone(m.accepted())
                        ? "I have accepted nothing"
                        : "I have accepted " + value(m.value()) + " under " + m.accepted();
            case StrongMessage.Accepted m -> m.nextPromised() ? "Accepted, and the next is promised" : "Accepted";
            case StrongMessage.Refused m -> "No: I have promised " + m.limit();
            case StrongMessage.NoRoom _ -> "No: there is no room";
            case StrongMessage.Stale m -> "No: the list is a newer one, of epoch " + m.epoch();
            case StrongMessage.SlotReported m ->
                "Of the slot I have " + m.items().size() + " accepted keys";
            case StrongMessage.FloorRaised _ -> "Done";
        };
    }

    private static boolean isNone(Ballot ballot) {
        return ballot == null || ballot.equals(Ballot.ZERO);
    }

    static String value(StrongValue value) {
        if (value == null || value.isTombstone()) {
            return "\"removed\"";
        }
        String text = new String(value.data(), StandardCharsets.UTF_8);
        return "\"" + (text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "..") + "\"";
    }
}
