package dev.meguri.core.replication;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.shard.LongTable;
import dev.meguri.core.shard.Requests;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The forwarded writes that were taken in, so that none is carried out twice, however late a copy of its message comes.
 *
 * <p>Those of late are remembered with their answers: a copy is answered again. Of older ones only a low mark remains, for
 * each run of each sending shard: the highest request id that was forgotten. Ids of one run grow, so what is at or below the
 * mark and not remembered was either carried out and forgotten, or overtaken for so long that its sender has given up; it is
 * neither carried out nor answered, because "not done" might be untrue. No clock but our own counts, and of that one only
 * how much is remembered.
 */
final class RecentForwards {
    private record Seen(Origin.Peer origin, long atMillis) {}

    /** One run of one shard of a peer: what its request ids are counted in. */
    private record Stream(String nodeId, long run) {
        static Stream of(Origin.Peer origin) {
            return new Stream(origin.nodeId(), Requests.runOf(origin.requestId()));
        }

        @Override
        public int hashCode() {
            return nodeId.hashCode() * 31 + Long.hashCode(run);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Stream that && that.run == run && that.nodeId.equals(nodeId);
        }
    }

    private static final Object IN_PROGRESS = new Object();

    private final long keepMillis;
    /** By node and request id, which the runs of a node share: the answer, or {@link #IN_PROGRESS}. */
    private final Map<String, LongTable<Object>> answers = new HashMap<>();

    private final ArrayDeque<Seen> order = new ArrayDeque<>();
    /** The highest forgotten request id by stream; the one that is unused for longest first. */
    private final Map<Stream, Long> lowMarks = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Stream, Long> eldest) {
            return size() > Limits.MAX_FORWARDING_STREAMS;
        }
    };

    /** @param keepMillis longer than a sender waits for the answer */
    RecentForwards(long keepMillis) {
        this.keepMillis = keepMillis;
    }

    /** Whether it was, or may have been, taken in before: it must not be carried out. */
    boolean isKnown(Origin.Peer origin) {
        return known(origin) != null || origin.requestId() <= lowMarks.getOrDefault(Stream.of(origin), 0L);
    }

    /** What a copy of a known one is to be answered. Null: nothing, as it is in progress or forgotten. */
    ShardMessage answerTo(Origin.Peer origin) {
        return known(origin) instanceof ShardMessage answer ? answer : null;
    }

    private Object known(Origin.Peer origin) {
        LongTable<Object> ofNode = answers.get(origin.nodeId());
        return ofNode == null ? null : ofNode.get(origin.requestId());
    }

    /** Takes one in that is not known. */
    void begin(Origin.Peer origin, long steadyMillis) {
        while (!order.isEmpty()
                && (order.size() >= Limits.MAX_RECENT_FORWARDS
                        || order.peekFirst().atMillis + keepMillis <= steadyMillis)) {
            forget(order.removeFirst().origin);
        }
        LongTable<Object> ofNode = answers.get(origin.nodeId());
        if (ofNode == null) {
            ofNode = new LongTable<>();
            answers.put(origin.nodeId(), ofNode);
        }
        ofNode.put(origin.requestId(), IN_PROGRESS);
        order.addLast(new Seen(origin, steadyMillis));
    }

    void end(Origin.Peer origin, ShardMessage answer) {
        LongTable<Object> ofNode = answers.get(origin.nodeId());
        if (ofNode != null && ofNode.get(origin.requestId()) != null) {
            ofNode.put(origin.requestId(), answer);
        }
    }

    private void forget(Origin.Peer origin) {
        LongTable<Object> ofNode = answers.get(origin.nodeId());
        ofNode.remove(origin.requestId());
        if (ofNode.size() == 0) {
            answers.remove(origin.nodeId());
        }
        lowMarks.merge(Stream.of(origin), origin.requestId(), Math::max);
    }
}
