package dev.meguri.client.fake;

import dev.meguri.core.ring.Slots;
import java.util.ArrayList;
import java.util.List;

/** A ring in which all slots have the same list: the nodes in this order, the serving primary first. */
public record FakeRing(String clusterId, long version, List<FakeNode> list, List<FakeNode> others) {
    public static FakeRing of(long version, FakeNode... list) {
        return new FakeRing("cluster", version, List.of(list), List.of());
    }

    /** With members that hold nothing. */
    public FakeRing and(FakeNode... members) {
        return new FakeRing(clusterId, version, list, List.of(members));
    }

    public FakeRing ofCluster(String id) {
        return new FakeRing(id, version, list, others);
    }

    String answer(String nodeId, long timeMillis, long known) {
        String[] head = {
            "node", Resp.bulk(nodeId),
            "time", Resp.number(timeMillis),
            "cluster", Resp.bulk(clusterId),
            "term", Resp.number(version == 0 ? 0 : 1),
            "ring-version", Resp.number(version)
        };
        if (known == version) {
            return Resp.map(head);
        }
        List<String> fields = new ArrayList<>(List.of(head));
        List<String> nodes = new ArrayList<>();
        List<String> positions = new ArrayList<>();
        for (FakeNode node : list) {
            positions.add(Resp.number(nodes.size()));
            nodes.add(node(node));
        }
        others.forEach(node -> nodes.add(node(node)));
        fields.addAll(List.of("nodes", Resp.array(nodes.toArray(String[]::new))));
        fields.addAll(List.of("lists", Resp.array(Resp.array(positions.toArray(String[]::new)))));
        int bytes = 2 * Slots.COUNT;
        fields.addAll(List.of("slots", "$" + bytes + "\r\n" + "\0".repeat(bytes) + "\r\n"));
        return Resp.map(fields.toArray(String[]::new));
    }

    private static String node(FakeNode node) {
        return Resp.map(
                "node", Resp.bulk(node.nodeId),
                "host", Resp.bulk("127.0.0.1"),
                "port", Resp.number(node.port()),
                "state", Resp.bulk("active"));
    }
}
