package dev.meguri.wire;

import static dev.meguri.wire.Checks.notNegative;
import static dev.meguri.wire.Checks.present;

import dev.meguri.api.proto.EnvelopeProto;
import dev.meguri.api.proto.FetchStateProto;
import dev.meguri.api.proto.PingProto;
import dev.meguri.api.proto.PongProto;
import dev.meguri.api.proto.StateAnswerProto;
import dev.meguri.core.message.NodeMessage;

/** What two nodes tell each other beside the work of their shards. */
final class NodeCodec {
    private NodeCodec() {}

    static void encode(NodeMessage message, EnvelopeProto.Builder envelope) {
        switch (message) {
            case NodeMessage.Ping m ->
                envelope.setPing(PingProto.newBuilder()
                        .setNumber(m.number())
                        .setClusterId(m.clusterId())
                        .setTerm(m.term())
                        .setRingVersion(m.ringVersion()));
            case NodeMessage.Pong m ->
                envelope.setPong(PongProto.newBuilder()
                        .setNumber(m.number())
                        .setClusterId(m.clusterId())
                        .setTerm(m.term())
                        .setRingVersion(m.ringVersion()));
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
                m.getClusterId(),
                notNegative(m.getTerm(), "ping.term"),
                notNegative(m.getRingVersion(), "ping.ring_version"));
    }

    static NodeMessage decode(PongProto m) throws WireException {
        return new NodeMessage.Pong(
                m.getNumber(),
                m.getClusterId(),
                notNegative(m.getTerm(), "pong.term"),
                notNegative(m.getRingVersion(), "pong.ring_version"));
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
