package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.notNegative;
import static dev.meguri.wire.Checks.text;

import dev.meguri.api.proto.RumourProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.gossip.Rumour;
import java.util.ArrayList;
import java.util.List;

/** What members tell each other of members. */
final class RumourCodec {
    private RumourCodec() {}

    static List<RumourProto> encode(List<Rumour> rumours) {
        if (rumours.isEmpty()) {
            return List.of();
        }
        List<RumourProto> protos = new ArrayList<>(rumours.size());
        for (Rumour rumour : rumours) {
            protos.add(RumourProto.newBuilder()
                    .setNodeId(rumour.nodeId())
                    .setStanding(EnumCodec.encode(rumour.standing()))
                    .setRefutation(rumour.refutation())
                    .setAccuser(rumour.accuser())
                    .build());
        }
        return protos;
    }

    static List<Rumour> decode(List<RumourProto> protos) throws WireException {
        if (protos.isEmpty()) {
            return List.of();
        }
        check(protos.size() <= Limits.MAX_RUMOURS_PER_MESSAGE, protos.size() + " rumours are too many");
        List<Rumour> rumours = new ArrayList<>(protos.size());
        for (RumourProto proto : protos) {
            rumours.add(new Rumour(
                    text(proto.getNodeId(), "rumour.node_id"),
                    EnumCodec.decode(proto.getStanding()),
                    notNegative(proto.getRefutation(), "rumour.refutation"),
                    text(proto.getAccuser(), "rumour.accuser")));
        }
        return rumours;
    }
}
