package dev.meguri.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.meguri.api.proto.AckProto;
import dev.meguri.api.proto.AssignmentsProto;
import dev.meguri.api.proto.CompareSlotsProto;
import dev.meguri.api.proto.EnvelopeProto;
import dev.meguri.api.proto.ManagerFrame;
import dev.meguri.api.proto.PeerFrame;
import dev.meguri.api.proto.PingProto;
import dev.meguri.api.proto.PublishProto;
import dev.meguri.api.proto.ReplicaListProto;
import dev.meguri.api.proto.ReplicateProto;
import dev.meguri.api.proto.RumourProto;
import dev.meguri.api.proto.StandingProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.Protocol;
import dev.meguri.core.message.ShardMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StrictnessTest {
    @Test
    void unknownEnvelope_isRefused() {
        assertRefused(EnvelopeProto.newBuilder(), "unknown envelope");
        assertThrows(WireException.class, () -> ManagerCodec.decode(new byte[0]));
    }

    @Test
    void missingEntry_isRefused() {
        assertRefused(
                EnvelopeProto.newBuilder()
                        .setReplicate(ReplicateProto.newBuilder().setSlot(1)),
                "entry");
    }

    @Test
    void rumourOfNobody_orOfUnknownStanding_isRefused() {
        var rumour = RumourProto.newBuilder()
                .setNodeId("node-1")
                .setAccuser("node-2")
                .setStanding(StandingProto.STANDING_SUSPECT);
        assertRefused(ping(rumour.clone().clearNodeId()), "rumour.node_id");
        assertRefused(ping(rumour.clone().clearAccuser()), "rumour.accuser");
        assertRefused(ping(rumour.clone().setStandingValue(77)), "standing");
        assertRefused(ping(rumour.clone().setRefutation(-1)), "rumour.refutation");
    }

    @Test
    void moreRumoursThanAMessageMayCarry_areRefused() {
        var ping = PingProto.newBuilder();
        for (int i = 0; i <= Limits.MAX_RUMOURS_PER_MESSAGE; i++) {
            ping.addRumours(RumourProto.newBuilder()
                    .setNodeId("node-" + i)
                    .setAccuser("node-2")
                    .setStanding(StandingProto.STANDING_ALIVE));
        }
        assertRefused(EnvelopeProto.newBuilder().setPing(ping), "too many");
    }

    @Test
    void channelOrPayload_overTheLimit_isRefused() {
        var publish =
                PublishProto.newBuilder().setChannel(ByteString.copyFrom(new byte[PeerMessage.MAX_CHANNEL_BYTES + 1]));
        assertRefused(EnvelopeProto.newBuilder().setPublish(publish), "publish.channel");
        publish = PublishProto.newBuilder().setPayload(ByteString.copyFrom(new byte[Limits.MAX_VALUE_BYTES + 1]));
        assertRefused(EnvelopeProto.newBuilder().setPublish(publish), "publish.payload");
    }

    private static EnvelopeProto.Builder ping(RumourProto.Builder rumour) {
        return EnvelopeProto.newBuilder().setPing(PingProto.newBuilder().addRumours(rumour));
    }

    @Test
    void slotOutOfRange_isRefused() {
        assertRefused(EnvelopeProto.newBuilder().setAck(AckProto.newBuilder().setSlot(16_384)), "slot 16384");
    }

    @Test
    void parallelArraysOfDifferentLength_areRefused() {
        var compare = CompareSlotsProto.newBuilder().addSlots(1).addEpochs(1).addCopies(3);
        assertRefused(EnvelopeProto.newBuilder().setCompareSlots(compare), "digests");
    }

    @Test
    void replicaListThatNamesANodeTwice_isRefused() {
        var assignments = AssignmentsProto.newBuilder()
                .addNodeIds("node-1")
                .addLists(ReplicaListProto.newBuilder()
                        .addNodes(0)
                        .addNodes(0)
                        .addIncarnations(1)
                        .addIncarnations(1)
                        .addSince(1)
                        .addSince(1))
                .addCurrent(0)
                .addEpochs(1)
                .build();
        assertTrue(assertThrows(WireException.class, () -> AssignmentsCodec.decode(assignments))
                .getMessage()
                .contains("twice"));
    }

    @Test
    void frameOverTheLimit_isRefusedUnread() {
        byte[] huge = new byte[Limits.MAX_FRAME_BYTES + 1];
        assertTrue(assertThrows(WireException.class, () -> PeerCodec.decode(huge))
                .getMessage()
                .contains("over the limit"));
    }

    @Test
    void truncatedManagerState_isRefused() {
        ManagerMessage message = new ManagerMessage.FullState(new Samples(3).state());
        byte[] bytes = ManagerCodec.encode(message);
        for (int length = 0; length < bytes.length; length += 1 + length / 50) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(WireException.class, () -> ManagerCodec.decode(cut), "cut to " + length);
        }
    }

    /** A frame cut between two envelopes is a frame; cut anywhere else, or with bits turned, it must not do other harm. */
    @Test
    void truncatedTurnedOrRandomBytes_neverDoWorseThanWireException() {
        int refused = 0;
        Random random = new Random(42);
        for (byte[] sample : encoded()) {
            for (int i = 0; i < 60; i++) {
                byte[] bytes = Arrays.copyOf(sample, random.nextInt(sample.length + 1));
                for (int turned = random.nextInt(4); turned > 0 && bytes.length > 0; turned--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                refused += refusals(bytes);
            }
        }
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            refused += refusals(bytes);
        }
        assertTrue(refused > 20_000, "only " + refused + " refused: the sample is too tame");
    }

    /** How many of the three decoders refuse; any exception but WireException fails the test. */
    private static int refusals(byte[] bytes) {
        int refused = 0;
        try {
            PeerCodec.decode(bytes);
        } catch (WireException e) {
            refused++;
        }
        try {
            ManagerCodec.decode(bytes);
        } catch (WireException e) {
            refused++;
        }
        try {
            StateCodec.decode(bytes);
        } catch (WireException e) {
            refused++;
        }
        return refused;
    }

    private static List<byte[]> encoded() {
        List<byte[]> all = new ArrayList<>();
        for (int seed = 0; seed < 10; seed++) {
            Samples samples = new Samples(seed);
            for (ShardMessage message : samples.shardMessages()) {
                all.add(PeerCodec.encode(message));
            }
            for (NodeMessage message : samples.nodeMessages()) {
                all.add(PeerCodec.encode(message));
            }
            for (ManagerMessage message : samples.managerMessages()) {
                all.add(ManagerCodec.encode(message));
            }
            all.add(StateCodec.encode(samples.state()));
            all.add(PeerCodec.encode(new PeerMessage.Publish(new byte[seed], new byte[10 * seed], seed % 2 == 0)));
        }
        return all;
    }

    private static void assertRefused(EnvelopeProto.Builder envelope, String because) {
        byte[] bytes = PeerFrame.newBuilder().addEnvelopes(envelope).build().toByteArray();
        WireException refused = assertThrows(WireException.class, () -> PeerCodec.decode(bytes));
        assertTrue(refused.getMessage().contains(because), refused.getMessage());
    }

    @Test
    void unknownManagerMessage_isRefused() {
        byte[] bytes = ManagerFrame.getDefaultInstance().toByteArray();
        assertEquals(
                "unknown manager message",
                assertThrows(WireException.class, () -> ManagerCodec.decode(bytes))
                        .getMessage());
    }

    @Test
    void registrationWithoutAVersion_isOfTheFirst() throws WireException {
        ManagerMessage.Register register = new ManagerMessage.Register(
                0, "n", "p", "", 0, ManagerMessage.Memory.EMPTY, 0, 0, 0, "host", 1, 0, "", "", 100, false);
        ManagerMessage.Register read = (ManagerMessage.Register) ManagerCodec.decode(ManagerCodec.encode(register));
        assertEquals(Protocol.FIRST, read.protocolVersion());
    }
}
