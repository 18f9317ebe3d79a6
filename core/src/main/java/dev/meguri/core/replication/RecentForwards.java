package dev.meguri.core.replication;

import dev.meguri.core.message.ShardMessage;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * The forwarded writes that were taken in lately, with their answers: a repeated or late copy of a message is answered
 * again, never carried out again.
 */
final class RecentForwards {
    private record Seen(Origin.Peer origin, long atMillis) {}

    private static final ShardMessage IN_PROGRESS = null;

    private final long keepMillis;
    private final Map<Origin.Peer, ShardMessage> answers = new HashMap<>();
    private final ArrayDeque<Seen> order = new ArrayDeque<>();

    /** @param keepMillis longer than any copy of a message can be under way while its sender still waits */
    RecentForwards(long keepMillis) {
        this.keepMillis = keepMillis;
    }

    boolean isKnown(Origin.Peer origin) {
        return answers.containsKey(origin);
    }

    /** Null while it is in progress. */
    ShardMessage answerTo(Origin.Peer origin) {
        return answers.get(origin);
    }

    void begin(Origin.Peer origin, long nowMillis) {
        while (!order.isEmpty() && order.peekFirst().atMillis + keepMillis <= nowMillis) {
            answers.remove(order.removeFirst().origin);
        }
        answers.put(origin, IN_PROGRESS);
        order.addLast(new Seen(origin, nowMillis));
    }

    void end(Origin.Peer origin, ShardMessage answer) {
        answers.replace(origin, answer);
    }
}
