package dev.meguri.client.ring;

import dev.meguri.client.protocol.Answers;
import dev.meguri.client.protocol.Reply;
import dev.meguri.core.ring.Slots;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node answers to MEGURI.RING.
 *
 * @param nodeId who answered
 * @param timeMillis its wall clock
 * @param clusterId empty: it has not joined a cluster yet
 * @param ring null: the version that was asked with is still the node's
 */
public record RingAnswer(String nodeId, long timeMillis, String clusterId, Ring ring) {
    /** @throws IllegalArgumentException it is none */
    public static RingAnswer of(Reply reply) {
        Answers answer = Answers.of(reply);
        String clusterId = answer.text("cluster");
        Ring ring = answer.has("slots") ? ring(answer, clusterId) : null;
        return new RingAnswer(answer.text("node"), answer.number("time"), clusterId, ring);
    }

    private static Ring ring(Answers answer, String clusterId) {
        List<RingNode> nodes = new ArrayList<>();
        for (Reply reply : answer.values("nodes")) {
            Answers node = Answers.of(reply);
            nodes.add(new RingNode(nodes.size(), node.text("node"), node.text("host"), (int) node.number("port")));
        }
        List<int[]> lists = new ArrayList<>();
        for (Reply reply : answer.values("lists")) {
            int[] list = Answers.numbers(reply);
            for (int position : list) {
                require(position >= 0 && position < nodes.size(), "a list names node " + position);
            }
            lists.add(list);
        }
        byte[] bytes = answer.bytes("slots");
        require(bytes.length == 2 * Slots.COUNT, "a ring of " + bytes.length / 2 + " slots");
        short[] slots = new short[Slots.COUNT];
        for (int i = 0; i < slots.length; i++) {
            int list = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
            require(list < lists.size(), "slot " + i + " has list " + list);
            slots[i] = (short) list;
        }
        return new Ring(
                clusterId,
                answer.number("term"),
                answer.number("ring-version"),
                nodes,
                lists.toArray(int[][]::new),
                slots);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
