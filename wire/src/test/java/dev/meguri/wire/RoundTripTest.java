package dev.meguri.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.strong.AcceptorImage;
import dev.meguri.core.strong.StrongMessage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final int SEEDS = 200;

    @Test
    void everyPeerMessage_comesBackEqual() throws WireException {
        for (int seed = 0; seed < SEEDS; seed++) {
            for (ShardMessage message : new Samples(seed).shardMessages()) {
                assertSame(new PeerMessage.OfShard(message), PeerCodec.decode(PeerCodec.encode(message)), seed);
            }
            for (NodeMessage message : new Samples(seed).nodeMessages()) {
                assertSame(new PeerMessage.OfNode(message), PeerCodec.decode(PeerCodec.encode(message)), seed);
            }
        }
    }

    @Test
    void everyMessageAboutStrongKeys_comesBackEqual() throws WireException {
        for (int seed = 0; seed < SEEDS; seed++) {
            for (StrongMessage message : new Samples(seed).strongMessages()) {
                StrongMessage back = StrongCodec.decode(StrongCodec.encode(message));
                assertTrue(Same.as(message, back), "seed " + seed + ": " + message + " came back as " + back);
            }
        }
        assertEquals(
                13,
                new Samples(1)
                        .strongMessages().stream()
                                .map(Object::getClass)
                                .distinct()
                                .count());
    }

    @Test
    void imageOfACleanStop_comesBackEqual() throws WireException {
        for (int seed = 0; seed < SEEDS; seed++) {
            AcceptorImage image = new Samples(seed).acceptorImage();
            AcceptorImage back = AcceptorImageCodec.decode(AcceptorImageCodec.encode(image));
            assertTrue(Same.as(image, back), "seed " + seed + ": " + image + " came back as " + back);
        }
    }

    @Test
    void everyManagerMessage_comesBackEqual() throws WireException {
        for (int seed = 0; seed < SEEDS; seed++) {
            for (ManagerMessage message : new Samples(seed).managerMessages()) {
                ManagerMessage back = ManagerCodec.decode(ManagerCodec.encode(message));
                assertTrue(Same.as(message, back), "seed " + seed + ": " + message + " came back as " + back);
            }
        }
    }

    @Test
    void samples_coverEveryKindOfMessage() {
        Samples samples = new Samples(1);
        assertEquals(kinds(ShardMessage.class), kindsOf(samples.shardMessages()));
        assertEquals(kinds(NodeMessage.class), kindsOf(samples.nodeMessages()));
        assertEquals(kinds(ManagerMessage.class), kindsOf(samples.managerMessages()));
        Set<Class<?>> operations = new LinkedHashSet<>();
        for (int i = 0; i < 100; i++) {
            operations.add(samples.operation().getClass());
        }
        assertEquals(kinds(Operation.class), operations);
    }

    @Test
    void linkMessages_comeBackEqual() throws WireException {
        var hello = new PeerMessage.Hello(1, "", "node-1", "p", "");
        var credit = new PeerMessage.Credit(123_456_789_012L);
        assertEquals(List.of(hello), PeerCodec.decode(PeerCodec.encode(hello)));
        assertEquals(List.of(credit), PeerCodec.decode(PeerCodec.encode(credit)));
        for (boolean sharded : new boolean[] {false, true}) {
            var publish = new PeerMessage.Publish(new byte[] {0, 1, -1}, new byte[100_000], sharded);
            assertSame(publish, PeerCodec.decode(PeerCodec.encode(publish)), 0);
            var empty = new PeerMessage.Publish(new byte[0], new byte[0], sharded);
            assertSame(empty, PeerCodec.decode(PeerCodec.encode(empty)), 0);
        }
    }

    @Test
    void framesJoinedEndToEnd_areOneFrameWithAllEnvelopesInOrder() throws WireException {
        List<ShardMessage> messages = new Samples(7).shardMessages();
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (ShardMessage message : messages) {
            joined.writeBytes(PeerCodec.encode(message));
        }
        List<PeerMessage> back = PeerCodec.decode(joined.toByteArray());
        assertEquals(messages.size(), back.size());
        for (int i = 0; i < back.size(); i++) {
            assertTrue(Same.as(new PeerMessage.OfShard(messages.get(i)), back.get(i)));
        }
    }

    @Test
    void stateOfAllSlots_staysSmall() throws WireException {
        List<SlotAssignment> slots = new ArrayList<>();
        String[] nodes = {"node-1", "node-2", "node-3", "node-4", "node-5"};
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            List<String> list = List.of(nodes[slot % 5], nodes[(slot + 1) % 5], nodes[(slot + 2) % 5]);
            slots.add(SlotAssignment.stable(1 + slot % 200, list));
        }
        ClusterState state = new ClusterState("c", 1, 200, 3, List.of(), slots, PolicyTable.defaults());
        byte[] bytes = StateCodec.encode(state);
        assertTrue(bytes.length < 60_000, bytes.length + " bytes");
        assertEquals(state, StateCodec.decode(bytes));
    }

    private static void assertSame(PeerMessage sent, List<PeerMessage> received, int seed) {
        assertEquals(1, received.size());
        assertTrue(Same.as(sent, received.getFirst()), "seed " + seed + ": " + sent + " came back as " + received);
    }

    private static Set<Class<?>> kinds(Class<?> sealed) {
        Set<Class<?>> kinds = new LinkedHashSet<>();
        for (Class<?> kind : sealed.getPermittedSubclasses()) {
            if (kind.isSealed()) {
                kinds.addAll(kinds(kind));
            } else {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static Set<Class<?>> kindsOf(List<?> messages) {
        Set<Class<?>> kinds = new LinkedHashSet<>();
        messages.forEach(m -> kinds.add(m.getClass()));
        return kinds;
    }
}
