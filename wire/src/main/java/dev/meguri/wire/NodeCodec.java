package dev.meguri.wire;

import static dev.meguri.wire.Checks.notNegative;
import static dev.meguri.wire.Checks.present;
import static dev.meguri.wire.Checks.text;

import dev.meguri.api.proto.EnvelopeProto;
import dev.meguri.api.proto.FetchStateProto;
import dev.meguri.api.proto.PingProto;
import dev.meguri.api.proto.PingReportProto;
import dev.meguri.api.proto.PingRequestProto;
import dev.meguri.api.proto.PongProto;
import dev.meguri.api.proto.StateAnswerProto;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.NodeMessage.Known;

/** What two nodes tell each other beside the work of their shards. */
final class NodeCodec {
    private NodeCodec() {}

    static void encode(NodeMessage message, EnvelopeProto.Builder envelope) {
        switch (message) {
            case NodeMessage.Ping m ->
                envelope.setPing(PingProto.newBuilder()
                        .setNumber(m.number())
                        .setClusterId(m.known().clusterId())
                        .setTerm(m.known().term())
                        .setRingVersion(m.known().ringVersion())
                        .addAllRumours(RumourCodec.encode(m.rumours())));
            case NodeMessage.Pong m ->
                envelope.setPong(PongProto.newBuilder()
                        .setNumber(m.number())
                        .setClusterId(m.known().clusterId())
                        .setTerm(m.known().term())
                        .setRingVersion(m.known().ringVersion())
                        .addAllRumours(RumourCodec.encode(m.rumours())));
            case NodeMessage.PingRequest m ->
                envelope.setPingRequest(PingRequestProto.newBuilder()
                        .setNumber(m.number())
                        .setNodeId(m.nodeId())
                        .setClusterId(m.known().clusterId())
                        .setTerm(m.known().term())
                        .setRingVersion(m.known().ringVersion())
                        .addAllRumours(RumourCodec.encode(m.rumours())));
            case NodeMessage.PingReport m ->
                envelope.setPingReport(PingReportProto.newBuilder()
                        .setNumber(m.number())
                        .setNodeId(m.nodeId())
                        .setReached(m.reached())
                        .setClusterId(m.known().clusterId())
                        .setTerm(m.known().term())
                        .setRingVersion(m.known().ringVersion())
                        .addAllRumours(RumourCodec.encode(m.rumours())));
            case NodeMessage.FetchState m ->
                envelope.setFetchState(
                        FetchStateProto.newBuilder().setTerm(m.term()).setRingVersion(m.ringVersion()));
            case NodeMessage.StateAnswer m ->
                envelope.setStateAnswer(StateAnswerProto.newBuilder().setState(StateCodec.toProto(m.state())));
        }
    }

    static NodeMessage decode(PingProto m) throws WireException {
        return new NodeMessage.Ping(
                m.getNumber(),
                known(m.getClusterId(), m.getTerm(), m.getRingVersion()),
                RumourCodec.decode(m.getRumoursList()));
    }

    static NodeMessage decode(PongProto m) throws WireException {
        return new NodeMessage.Pong(
                m.getNumber(),
                known(m.getClusterId(), m.getTerm(), m.getRingVersion()),
                RumourCodec.decode(m.getRumoursList()));
    }

    static NodeMessage decode(PingRequestProto m) throws WireException {
        return new NodeMessage.PingRequest(
                m.getNumber(),
                text(m.getNodeId(), "ping_request.node_id"),
                known(m.getClusterId(), m.getTerm(), m.getRingVersion()),
                RumourCodec.decode(m.getRumoursList()));
    }

    static NodeMessage decode(PingReportProto m) throws WireException {
        return new NodeMessage.PingReport(
                m.getNumber(),
                text(m.getNodeId(), "ping_report.node_id"),
                m.getReached(),
                known(m.getClusterId(), m.getTerm(), m.getRingVersion()),
                RumourCodec.decode(m.getRumoursList()));
    }

    private static Known known(String clusterId, long term, long ringVersion) throws WireException {
        return new Known(clusterId, notNegative(term, "gossip.term"), notNegative(ringVersion, "gossip.ring_version"));
    }

    static NodeMessage decode(FetchStateProto m) throws WireException {
        return new NodeMessage.FetchState(
                notNegative(m.getTerm(), "fetch_state.term"),
                notNegative(m.getRingVersion(), "fetch_state.ring_version"));
    }

    static NodeMessage decode(StateAnswerProto m) throws WireException {
        present(m.hasState(), "state_answer.state");
        return new NodeMessage.StateAnswer(StateCodec.fromProto(m.getState()));
    }
}
