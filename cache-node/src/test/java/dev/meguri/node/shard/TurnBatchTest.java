package dev.meguri.node.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.cache.NodeStats.LinkStats;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.node.traffic.PeerTraffic;
import dev.meguri.node.traffic.Tally;
import dev.meguri.wire.PeerCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnBatchTest {
    private static final int MOVING = 8;
    private static final ShardMessage ACK = new ShardMessage.Ack(1, 7, null);
    private static final int ACK_BYTES = PeerCodec.encode(ACK).length;

    private final PeerTraffic traffic = new PeerTraffic();
    private final List<String> sent = new ArrayList<>();
    private final TurnBatch batch = new TurnBatch(
            new Outbox() {
                @Override
                public void send(String nodeId, List<byte[]> envelopes) {
                    sent.add(nodeId + ": " + envelopes.size());
                }

                @Override
                public void count(String nodeId, Tally tally) {
                    traffic.add(nodeId, tally);
                }
            },
            slot -> slot == MOVING);

    @Test
    void turnsMessages_areSentPerPeer_andCountedByKind() {
        batch.add("node-2", ACK);
        batch.add("node-3", ACK);
        batch.add("node-2", new ShardMessage.Ack(2, 7, null));
        assertFalse(batch.isEmpty());
        batch.flush();
        assertTrue(batch.isEmpty());
        assertEquals(List.of("node-2: 2", "node-3: 1"), sent);
        assertEquals(
                List.of(
                        new LinkStats("node-2", "replicate", 2, 2L * ACK_BYTES),
                        new LinkStats("node-3", "replicate", 1, ACK_BYTES)),
                traffic.stats());
    }

    @Test
    void nextTurn_sendsAndCountsItsOwnAlone() {
        batch.add("node-2", ACK);
        batch.flush();
        batch.flush();
        batch.add("node-3", ACK);
        batch.flush();
        assertEquals(List.of("node-2: 1", "node-3: 1"), sent);
        assertEquals(1, traffic.stats().getFirst().messages());
    }

    @Test
    void slotThatMoves_isMigration_another_isRepair() {
        batch.add("node-2", new ShardMessage.FetchEntries(1, MOVING, 1, List.of()));
        batch.add("node-2", new ShardMessage.FetchEntries(1, 7, 1, List.of()));
        batch.flush();
        assertEquals(
                List.of("repair", "migration"),
                traffic.stats().stream().map(LinkStats::kind).toList());
    }
}
