package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.notNegative;

import dev.meguri.api.proto.MemberProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.Member;
import java.util.ArrayList;
import java.util.List;

/** Members, as a part of the cluster state. */
final class MemberCodec {
    private static final int MAX_PORT = 65_535;

    private MemberCodec() {}

    static List<MemberProto> encode(List<Member> members) {
        List<MemberProto> protos = new ArrayList<>(members.size());
        for (Member member : members) {
            protos.add(MemberProto.newBuilder()
                    .setNodeId(member.nodeId())
                    .setIncarnation(member.incarnation())
                    .setState(EnumCodec.encode(member.state()))
                    .setStateSince(member.stateSince())
                    .setHost(member.host())
                    .setHttpPort(member.httpPort())
                    .setRespPort(member.respPort())
                    .setRespHost(member.respHost())
                    .setZone(member.zone())
                    .setWeight(member.weight())
                    .build());
        }
        return protos;
    }

    static List<Member> decode(List<MemberProto> protos) throws WireException {
        check(protos.size() <= Limits.MAX_NODES, protos.size() + " members are over the limit of " + Limits.MAX_NODES);
        List<Member> members = new ArrayList<>(protos.size());
        for (MemberProto proto : protos) {
            members.add(new Member(
                    Checks.text(proto.getNodeId(), "member.node_id"),
                    proto.getIncarnation(),
                    EnumCodec.decode(proto.getState()),
                    notNegative(proto.getStateSince(), "member.state_since"),
                    proto.getHost(),
                    port(proto.getHttpPort(), "member.http_port"),
                    port(proto.getRespPort(), "member.resp_port"),
                    proto.getRespHost(),
                    proto.getZone(),
                    proto.getWeight()));
        }
        return members;
    }

    static int port(int port, String field) throws WireException {
        check(port >= 0 && port <= MAX_PORT, field + " is no port: " + port);
        return port;
    }
}
