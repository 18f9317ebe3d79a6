package dev.meguri.node.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.api.cache.NodeStats.LinkStats;
import dev.meguri.core.message.MessageKind;
import dev.meguri.node.NodeLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerTrafficTest {
    private final PeerTraffic traffic = new PeerTraffic();
    private final List<String> told = new ArrayList<>();

    private void listen() {
        traffic.listen(new PeerTraffic.Listener() {
            @Override
            public void began(String peer, MessageKind kind) {
                told.add(peer + " " + kind);
            }

            @Override
            public void forgotten(String peer) {
                told.add(peer + " is none");
            }
        });
    }

    private static Tally tally(MessageKind kind, int... bytes) {
        Tally tally = new Tally();
        for (int each : bytes) {
            tally.add(kind, each);
        }
        return tally;
    }

    @Test
    void tallies_addUp_byPeerAndKind_andWhatWasNotSentIsNotThere() {
        traffic.add("node-3", tally(MessageKind.REPLICATE, 100, 50));
        traffic.add("node-2", MessageKind.GOSSIP, 9);
        traffic.add("node-3", tally(MessageKind.REPLICATE, 1));
        assertEquals(
                List.of(new LinkStats("node-2", "gossip", 1, 9), new LinkStats("node-3", "replicate", 3, 151)),
                traffic.stats());
        assertEquals(3, traffic.messages("node-3", MessageKind.REPLICATE));
        assertEquals(0, traffic.bytes("node-9", MessageKind.REPLICATE));
    }

    @Test
    void tally_onceCleared_isEmpty() {
        Tally tally = tally(MessageKind.READ, 7);
        tally.clear();
        traffic.add("node-2", tally);
        assertEquals(List.of(), traffic.stats());
    }

    @Test
    void kinds_areToldOfOnce() {
        listen();
        traffic.add("node-2", MessageKind.GOSSIP, 9);
        traffic.add("node-2", MessageKind.GOSSIP, 9);
        traffic.add("node-2", tally(MessageKind.READ, 1, 2));
        assertEquals(List.of("node-2 GOSSIP", "node-2 READ"), told);
    }

    @Test
    void peerThatIsNoMemberAnyMore_isForgotten_theManagerIsNot() {
        listen();
        traffic.add("node-2", MessageKind.GOSSIP, 9);
        traffic.add("node-3", MessageKind.GOSSIP, 9);
        traffic.add("manager", MessageKind.HEARTBEAT, 5);
        traffic.retain(Set.of("node-3"));
        assertEquals(
                List.of("manager", "node-3"),
                traffic.stats().stream().map(LinkStats::peer).toList());
        assertEquals("node-2 is none", told.getLast());
    }

    @Test
    void morePeersThanTheLimit_areNotCounted() {
        for (int i = 0; i < NodeLimits.MAX_COUNTED_PEERS + 5; i++) {
            traffic.add("node-" + i, MessageKind.GOSSIP, 1);
        }
        assertEquals(NodeLimits.MAX_COUNTED_PEERS, traffic.stats().size());
    }
}
