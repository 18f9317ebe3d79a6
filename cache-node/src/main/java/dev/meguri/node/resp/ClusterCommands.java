package dev.meguri.node.resp;

import dev.meguri.core.membership.Member;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Numbers;
import dev.meguri.resp.program.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** CLUSTER: what clients of Redis Cluster ask to know whom to ask. */
final class ClusterCommands {
    private static final byte[] ANY = new byte[0];
    /** Keys of one CLUSTER GETKEYSINSLOT. */
    private static final int MAX_KEYS = 1_000_000;

    private final RespNode node;
    /** Of the state that it was made from: made anew when that changes. */
    private volatile Topology topology;

    ClusterCommands(RespNode node) {
        this.node = node;
    }

    void register(Map<Command, Dispatcher.Handler> handlers) {
        handlers.put(Command.CLUSTER_, this::run);
    }

    private void run(RespConnection c, byte[][] a) {
        String subcommand = Words.option(a[1]);
        switch (subcommand) {
            case "SLOTS" -> slots(c.answer());
            case "SHARDS" -> shards(c.answer());
            case "NODES" -> c.answer().verbatim(nodes());
            case "INFO" -> c.answer().verbatim(info());
            case "MYID" -> c.answer().bulk(Topology.id(node.routing().self()));
            case "LINKS" -> links(c.answer());
            case "KEYSLOT" -> {
                requireCount(a, 3);
                c.answer().integer(Slots.of(a[2]));
            }
            case "COUNTKEYSINSLOT" -> {
                requireCount(a, 3);
                keysIn(c, slot(a[2]), MAX_KEYS, (out, keys) -> out.integer(keys.size()));
            }
            case "GETKEYSINSLOT" -> {
                requireCount(a, 4);
                long most = Numbers.integer(a[3]);
                long of = Numbers.integer(a[2]);
                if (most < 0 || of < 0 || of >= Slots.COUNT) {
                    throw new CommandException("ERR Invalid slot or number of keys");
                }
                keysIn(c, slot(a[2]), (int) Math.min(most, MAX_KEYS), (out, keys) -> {
                    out.array(keys.size());
                    keys.forEach(entry -> out.bulk(entry.key().bytes()));
                });
            }
            case "RESET", "FORGET", "MEET", "FAILOVER", "ADDSLOTS", "DELSLOTS", "SETSLOT", "REPLICATE" ->
                throw new CommandException(
                        "ERR CLUSTER " + subcommand + " is refused: the cluster manager alone changes the"
                                + " cluster (its REST interface, the admin UI, or ./meguri)");
            default -> throw Dispatcher.unknownSubcommand(a[1], "CLUSTER");
        }
    }

    private interface KeysAnswer {
        void write(RespWriter out, List<Entry> keys);
    }

    /** What this node holds of the slot, whoever leads it: as in Redis, where a replica answers for its primary's slots. */
    private void keysIn(RespConnection c, int slot, int most, KeysAnswer answer) {
        Pending pending = c.defer();
        RespWriter out = pending.writer();
        boolean taken = node.shards().ofSlot(slot).run(c.isFirst(), turn -> {
            List<Entry> keys = most == 0 ? List.of() : turn.shard().values(slot, most, ANY, null, turn.nowMillis());
            answer.write(out, keys);
            pending.complete(out.take());
        });
        if (!taken) {
            pending.error("ERR overloaded: too many operations wait at this node; retry later");
        }
    }

    private static int slot(byte[] text) {
        long slot = Numbers.integer(text);
        if (slot < 0 || slot >= Slots.COUNT) {
            throw new CommandException("ERR Invalid slot");
        }
        return (int) slot;
    }

    /** Null: this node knows no cluster. */
    private Topology topology() {
        ClusterState state = node.routing().state();
        Topology known = topology;
        if (state != null && (known == null || known.state() != state)) {
            known = new Topology(state);
            topology = known;
        }
        return state == null ? null : known;
    }

    private void slots(RespWriter out) {
        Topology now = topology();
        if (now == null) {
            out.array(0);
            return;
        }
        out.array(now.ranges().size());
        for (Topology.Range range : now.ranges()) {
            out.array(2 + range.holders().size()).integer(range.from()).integer(range.to());
            for (Member member : range.holders()) {
                out.array(4);
                out.bulk(member.announcedRespHost()).integer(member.respPort());
                out.bulk(Topology.id(member.nodeId())).array(0);
            }
        }
    }

    private void shards(RespWriter out) {
        Topology now = topology();
        List<Member> speakers = now == null ? List.of() : now.speakers();
        out.array(speakers.size());
        for (Member member : speakers) {
            List<int[]> served = now.served(member.nodeId());
            out.map(2);
            out.bulk("slots").array(2 * served.size());
            served.forEach(range -> out.integer(range[0]).integer(range[1]));
            out.bulk("nodes").array(1).map(7);
            out.bulk("id").bulk(Topology.id(member.nodeId()));
            out.bulk("port").integer(member.respPort());
            out.bulk("ip").bulk(member.announcedRespHost());
            out.bulk("endpoint").bulk(member.announcedRespHost());
            out.bulk("role").bulk("master");
            out.bulk("replication-offset").integer(now.state().ringVersion());
            out.bulk("health").bulk(health(member));
        }
    }

    private static String health(Member member) {
        return switch (member.state()) {
            case ACTIVE, SUSPECT, LEAVING, STANDBY -> "online";
            case JOINING -> "loading";
            case DOWN, REMOVED -> "fail";
        };
    }

    /** One way to and one from every other node that is in reach; what waits to be sent is in the metrics. */
    private void links(RespWriter out) {
        Topology now = topology();
        List<Member> peers = now == null
                ? List.of()
                : now.speakers().stream()
                        .filter(member -> !member.nodeId().equals(node.routing().self())
                                && node.routing().isReachable(member.nodeId()))
                        .toList();
        out.array(2 * peers.size());
        for (Member member : peers) {
            for (String direction : List.of("to", "from")) {
                out.map(6);
                out.bulk("direction").bulk(direction);
                out.bulk("node").bulk(Topology.id(member.nodeId()));
                out.bulk("create-time").integer(node.facts().startedAtMillis());
                out.bulk("events").bulk("rw");
                out.bulk("send-buffer-allocated").integer(0);
                out.bulk("send-buffer-used").integer(0);
            }
        }
    }

    /** One line per node. Every node leads slots and holds copies of others: all are masters to clients. */
    private String nodes() {
        Topology now = topology();
        if (now == null) {
            return Topology.id(node.routing().self()) + " :" + node.port()
                    + "@0 myself,master,noaddr - 0 0 0 connected\n";
        }
        StringBuilder text = new StringBuilder();
        for (Member member : now.speakers()) {
            boolean isSelf = member.nodeId().equals(node.routing().self());
            text.append(Topology.id(member.nodeId())).append(' ');
            text.append(member.announcedRespHost()).append(':').append(member.respPort());
            text.append('@').append(member.httpPort()).append(' ');
            text.append(isSelf ? "myself," : "").append("master").append(flags(member));
            text.append(" - 0 0 ").append(now.state().ringVersion()).append(' ');
            text.append(node.routing().isReachable(member.nodeId()) ? "connected" : "disconnected");
            for (int[] range : now.served(member.nodeId())) {
                text.append(' ').append(range[0]);
                if (range[1] > range[0]) {
                    text.append('-').append(range[1]);
                }
            }
            if (isSelf) {
                moving(now.state(), text);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String flags(Member member) {
        return switch (member.state()) {
            case SUSPECT -> ",fail?";
            case DOWN, REMOVED -> ",fail";
            case ACTIVE, JOINING, LEAVING, STANDBY -> "";
        };
    }

    /** Slots whose home primary will be another one: [slot->-to] where it is this node now, [slot-<-from] where it will be. */
    private void moving(ClusterState state, StringBuilder text) {
        String self = node.routing().self();
        for (int slot = 0; slot < state.slotCount(); slot++) {
            SlotAssignment assignment = state.slot(slot);
            if (!assignment.isJoint() || assignment.current().isEmpty()) {
                continue;
            }
            String from = assignment.current().getFirst();
            String to = assignment.next().getFirst();
            if (from.equals(to)) {
                continue;
            }
            if (from.equals(self)) {
                text.append(" [")
                        .append(slot)
                        .append("->-")
                        .append(Topology.id(to))
                        .append(']');
            } else if (to.equals(self)) {
                text.append(" [")
                        .append(slot)
                        .append("-<-")
                        .append(Topology.id(from))
                        .append(']');
            }
        }
    }

    private String info() {
        Topology now = topology();
        int served = now == null ? 0 : now.servedSlots();
        long ringVersion = now == null ? 0 : now.state().ringVersion();
        int known = now == null ? 1 : now.state().members().size();
        return "cluster_state:" + (served == Slots.COUNT ? "ok" : "fail")
                + "\r\ncluster_slots_assigned:" + served
                + "\r\ncluster_slots_ok:" + served
                + "\r\ncluster_slots_pfail:0"
                + "\r\ncluster_slots_fail:" + (now == null ? 0 : Slots.COUNT - served)
                + "\r\ncluster_known_nodes:" + known
                + "\r\ncluster_size:" + (now == null ? 0 : now.servingNodes())
                + "\r\ncluster_current_epoch:" + ringVersion
                + "\r\ncluster_my_epoch:" + ringVersion
                + "\r\n";
    }

    private static void requireCount(byte[][] a, int count) {
        if (a.length != count) {
            throw Errors.wrongArguments("cluster|" + Words.text(a[1]).toLowerCase(Locale.ROOT));
        }
    }
}
