package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.notNegative;

import com.google.protobuf.UnsafeByteOperations;
import dev.meguri.api.proto.CreditProto;
import dev.meguri.api.proto.EnvelopeProto;
import dev.meguri.api.proto.HelloProto;
import dev.meguri.api.proto.PeerFrame;
import dev.meguri.api.proto.PublishProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.ShardMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages between two nodes. What {@link #encode} returns is a frame with one envelope; such frames joined end to end are
 * again one frame, so a sender encodes once, on the thread that has the message, and joins what waits.
 */
public final class PeerCodec {
    private PeerCodec() {}

    public static byte[] encode(ShardMessage message) {
        EnvelopeProto.Builder envelope = EnvelopeProto.newBuilder();
        ShardCodec.encode(message, envelope);
        return frame(envelope);
    }

    public static byte[] encode(NodeMessage message) {
        EnvelopeProto.Builder envelope = EnvelopeProto.newBuilder();
        NodeCodec.encode(message, envelope);
        return frame(envelope);
    }

    public static byte[] encode(PeerMessage message) {
        return switch (message) {
            case PeerMessage.OfNode node -> encode(node.message());
            case PeerMessage.OfShard shard -> encode(shard.message());
            case PeerMessage.Credit credit ->
                frame(EnvelopeProto.newBuilder()
                        .setCredit(CreditProto.newBuilder().setBytes(credit.bytes())));
            case PeerMessage.Publish publish -> frame(EnvelopeProto.newBuilder().setPublish(encode(publish)));
            case PeerMessage.Hello hello -> frame(EnvelopeProto.newBuilder().setHello(encode(hello)));
        };
    }

    private static byte[] frame(EnvelopeProto.Builder envelope) {
        return PeerFrame.newBuilder().addEnvelopes(envelope).build().toByteArray();
    }

    /**
     * The envelopes of a frame, in order.
     *
     * @throws WireException when the bytes are no frame; none of its envelopes counts
     */
    public static List<PeerMessage> decode(byte[] bytes) throws WireException {
        return Checks.strictly(bytes, Limits.MAX_FRAME_BYTES, () -> {
            PeerFrame frame = PeerFrame.parseFrom(bytes);
            List<PeerMessage> messages = new ArrayList<>(frame.getEnvelopesCount());
            for (EnvelopeProto envelope : frame.getEnvelopesList()) {
                messages.add(decode(envelope));
            }
            return messages;
        });
    }

    private static PeerMessage decode(EnvelopeProto e) throws WireException {
        return switch (e.getMessageCase()) {
            case HELLO -> decode(e.getHello());
            case CREDIT -> new PeerMessage.Credit(notNegative(e.getCredit().getBytes(), "credit.bytes"));
            case PUBLISH -> decode(e.getPublish());
            case PING -> node(NodeCodec.decode(e.getPing()));
            case PONG -> node(NodeCodec.decode(e.getPong()));
            case PING_REQUEST -> node(NodeCodec.decode(e.getPingRequest()));
            case PING_REPORT -> node(NodeCodec.decode(e.getPingReport()));
            case FETCH_STATE -> node(NodeCodec.decode(e.getFetchState()));
            case STATE_ANSWER -> node(NodeCodec.decode(e.getStateAnswer()));
            case REPLICATE -> shard(ShardCodec.decode(e.getReplicate()));
            case ACK -> shard(ShardCodec.decode(e.getAck()));
            case NACK -> shard(ShardCodec.decode(e.getNack()));
            case READ -> shard(ShardCodec.decode(e.getRead()));
            case READ_ANSWER -> shard(ShardCodec.decode(e.getReadAnswer()));
            case FORWARD -> shard(ShardCodec.decode(e.getForward()));
            case FORWARD_ANSWER -> shard(ShardCodec.decode(e.getForwardAnswer()));
            case STRONG -> shard(StrongCodec.decodeSaid(e.getStrong()));
            case STRONG_BATCH -> shard(StrongCodec.decodeSaid(e.getStrongBatch()));
            case TAKE_OVER -> shard(ShardCodec.decode(e.getTakeOver()));
            case HANDED_OVER -> shard(ShardCodec.decode(e.getHandedOver()));
            case COMPARE_SLOTS -> shard(RepairCodec.decode(e.getCompareSlots()));
            case SLOTS_COMPARED -> shard(RepairCodec.decode(e.getSlotsCompared()));
            case LIST_VERSIONS -> shard(RepairCodec.decode(e.getListVersions()));
            case VERSION_LIST -> shard(RepairCodec.decode(e.getVersionList()));
            case FETCH_ENTRIES -> shard(RepairCodec.decode(e.getFetchEntries()));
            case ENTRIES -> shard(RepairCodec.decode(e.getEntries()));
            case PUSH_ENTRIES -> shard(RepairCodec.decode(e.getPushEntries()));
            case DELIVER_HINTS -> shard(HintCodec.decode(e.getDeliverHints()));
            case HINTS_TAKEN -> shard(HintCodec.decode(e.getHintsTaken()));
            case MESSAGE_NOT_SET -> throw new WireException("unknown envelope");
        };
    }

    private static PeerMessage node(NodeMessage message) {
        return new PeerMessage.OfNode(message);
    }

    private static PeerMessage shard(ShardMessage message) {
        return new PeerMessage.OfShard(message);
    }

    private static PublishProto encode(PeerMessage.Publish publish) {
        return PublishProto.newBuilder()
                .setChannel(UnsafeByteOperations.unsafeWrap(publish.channel()))
                .setPayload(UnsafeByteOperations.unsafeWrap(publish.payload()))
                .setSharded(publish.sharded())
                .build();
    }

    private static PeerMessage decode(PublishProto proto) throws WireException {
        check(proto.getChannel().size() <= PeerMessage.MAX_CHANNEL_BYTES, "publish.channel is too long");
        check(proto.getPayload().size() <= Limits.MAX_VALUE_BYTES, "publish.payload is too long");
        return new PeerMessage.Publish(
                proto.getChannel().toByteArray(), proto.getPayload().toByteArray(), proto.getSharded());
    }

    private static HelloProto encode(PeerMessage.Hello hello) {
        HelloProto.Builder proto = HelloProto.newBuilder()
                .setProtocolVersion(hello.protocolVersion())
                .setClusterId(hello.clusterId())
                .setNodeId(hello.nodeId())
                .setProcessId(hello.processId());
        if (!hello.secret().isEmpty()) {
            proto.setSecret(hello.secret());
        }
        return proto.build();
    }

    private static PeerMessage decode(HelloProto proto) throws WireException {
        check(proto.getProtocolVersion() >= 1, "hello.protocol_version is missing");
        return new PeerMessage.Hello(
                proto.getProtocolVersion(),
                proto.getClusterId(),
                Checks.text(proto.getNodeId(), "hello.node_id"),
                Checks.text(proto.getProcessId(), "hello.process_id"),
                proto.getSecret());
    }
}
