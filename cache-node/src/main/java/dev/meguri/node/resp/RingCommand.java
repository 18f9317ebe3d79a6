package dev.meguri.node.resp;

import dev.meguri.core.membership.Member;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Numbers;
import java.util.List;

/**
 * MEGURI.RING [term version]: who this node is, what time it has, and who serves which slot. Where the caller knows that version
 * already, without the nodes and slots: then it costs next to nothing to ask. Nodes go by their names; addresses only say where
 * they are today.
 */
final class RingCommand {
    private static final int FIELDS = 5;
    private static final int FIELDS_OF_RING = 3;
    private static final int FIELDS_OF_NODE = 4;

    private final RespNode node;
    /** Of the state that it was made from: made anew when that changes. */
    private volatile RingTable table;

    RingCommand(RespNode node) {
        this.node = node;
    }

    void run(RespConnection c, byte[][] a) {
        if (a.length != 1 && a.length != 3) {
            throw Errors.syntax();
        }
        ClusterState state = node.routing().state();
        long term = state == null ? 0 : state.term();
        long version = state == null ? 0 : state.ringVersion();
        boolean isKnown = a.length == 3 && Numbers.integer(a[1]) == term && Numbers.integer(a[2]) == version;
        boolean tellsRing = state != null && !isKnown;
        RespWriter out = c.answer();
        out.map(tellsRing ? FIELDS + FIELDS_OF_RING : FIELDS);
        out.bulk("node").bulk(node.routing().self());
        out.bulk("time").integer(node.clock().getAsLong());
        out.bulk("cluster").bulk(state == null ? "" : state.clusterId());
        out.bulk("term").integer(term);
        out.bulk("ring-version").integer(version);
        if (tellsRing) {
            ring(out, tableOf(state));
        }
    }

    private RingTable tableOf(ClusterState state) {
        RingTable known = table;
        if (known == null || known.state() != state) {
            known = RingTable.of(state);
            table = known;
        }
        return known;
    }

    /** nodes; lists: of their positions among the nodes, the serving primary first; slots: 16 bits per slot, its list's position. */
    private static void ring(RespWriter out, RingTable table) {
        out.bulk("nodes").array(table.nodes().size());
        for (Member member : table.nodes()) {
            out.map(FIELDS_OF_NODE);
            out.bulk("node").bulk(member.nodeId());
            out.bulk("host").bulk(member.announcedRespHost());
            out.bulk("port").integer(member.respPort());
            out.bulk("state").bulk(ReceiptMap.small(member.state()));
        }
        out.bulk("lists").array(table.lists().size());
        for (List<Integer> list : table.lists()) {
            out.array(list.size());
            list.forEach(out::integer);
        }
        out.bulk("slots").bulk(table.slots());
    }
}
