package dev.meguri.node.resp;

import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.store.Removal;
import dev.meguri.core.store.StoreStats;
import dev.meguri.node.shard.ShardPicture;
import dev.meguri.resp.RespLimits;
import dev.meguri.resp.program.Words;
import dev.meguri.resp.push.SubscriptionKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The text of INFO, with the fields that clients and tools read. */
final class InfoText {
    private static final List<String> SECTIONS =
            List.of("server", "clients", "memory", "persistence", "stats", "replication", "cluster", "keyspace");

    private final RespNode node;

    InfoText(RespNode node) {
        this.node = node;
    }

    /** @param a INFO and the sections that are asked for */
    String of(byte[][] a) {
        Set<String> wanted = new LinkedHashSet<>();
        for (int i = 1; i < a.length; i++) {
            String name = Words.option(a[i]).toLowerCase(Locale.ROOT);
            if (name.equals("all") || name.equals("default") || name.equals("everything")) {
                wanted.addAll(SECTIONS);
            } else {
                wanted.add(name);
            }
        }
        if (a.length == 1) {
            wanted.addAll(SECTIONS);
        }
        StringBuilder text = new StringBuilder();
        for (String section : SECTIONS) {
            if (wanted.contains(section)) {
                text.append(text.isEmpty() ? "" : "\r\n");
                text.append("# ")
                        .append(Character.toUpperCase(section.charAt(0)))
                        .append(section.substring(1));
                text.append("\r\n").append(section(section));
            }
        }
        return text.toString();
    }

    private String section(String name) {
        return switch (name) {
            case "server" -> server();
            case "clients" ->
                "connected_clients:" + node.connections().count() + "\r\nmaxclients:" + RespLimits.MAX_CONNECTIONS
                        + "\r\nblocked_clients:0\r\ntracking_clients:"
                        + node.watch().tracking().clients() + "\r\n";
            case "memory" -> memory();
            case "persistence" -> "loading:0\r\nasync_loading:0\r\n";
            case "stats" -> stats();
            case "replication" -> "role:master\r\nconnected_slaves:0\r\nmaster_repl_offset:" + ringVersion() + "\r\n";
            case "cluster" -> "cluster_enabled:1\r\n";
            default -> keyspace();
        };
    }

    private String server() {
        long upSeconds = Math.max(0, node.clock().getAsLong() - node.facts().startedAtMillis()) / 1000;
        return "redis_version:" + node.config().serverVersion()
                + "\r\nredis_mode:cluster"
                + "\r\nserver_name:meguri"
                + "\r\nmeguri_node:" + node.facts().nodeId()
                + "\r\nos:" + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch")
                + "\r\narch_bits:64"
                + "\r\nprocess_id:" + ProcessHandle.current().pid()
                + "\r\nrun_id:" + Topology.id(node.facts().processId())
                + "\r\ntcp_port:" + node.port()
                + "\r\nuptime_in_seconds:" + upSeconds
                + "\r\nuptime_in_days:" + upSeconds / 86_400
                + "\r\n";
    }

    private String memory() {
        ShardPicture picture = node.picture().get();
        long used = picture == null ? 0 : picture.sum(StoreStats::bytes);
        return "used_memory:" + used + "\r\nused_memory_human:" + human(used) + "\r\nmaxmemory:"
                + node.facts().poolBytes() + "\r\nmaxmemory_human:"
                + human(node.facts().poolBytes())
                + "\r\nmaxmemory_policy:" + evictionOfDefault() + "\r\nmem_clients_normal:"
                + node.memory().bytes() + "\r\nmaxmemory_clients:"
                + node.memory().maxBytes() + "\r\n";
    }

    private static String human(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.2fK", bytes / 1024.0)
                : bytes < 1 << 30
                        ? String.format(Locale.ROOT, "%.2fM", bytes / (double) (1 << 20))
                        : String.format(Locale.ROOT, "%.2fG", bytes / (double) (1 << 30));
    }

    /** Of the default policy, in Redis' words. */
    private String evictionOfDefault() {
        ClusterState state = node.routing().state();
        if (state == null) {
            return "noeviction";
        }
        return switch (state.policies().all().getLast().eviction()) {
            case NONE -> "noeviction";
            case LRU -> "allkeys-lru";
            case TINYLFU -> "allkeys-lfu";
        };
    }

    private String stats() {
        RespCounters.Shown shown = node.counters().shown();
        return "total_connections_received:" + shown.accepted()
                + "\r\ntotal_commands_processed:" + shown.commands()
                + "\r\ntotal_net_input_bytes:" + shown.bytesRead()
                + "\r\ntotal_net_output_bytes:" + shown.bytesWritten()
                + "\r\nrejected_connections:" + shown.refused()
                + "\r\nexpired_keys:" + removed(Removal.EXPIRED)
                + "\r\nevicted_keys:" + removed(Removal.EVICTED)
                + "\r\nkeyspace_hits:" + shown.hits()
                + "\r\nkeyspace_misses:" + shown.misses()
                + "\r\npubsub_channels:" + node.push().subscriptions().size(SubscriptionKind.CHANNEL)
                + "\r\npubsub_patterns:" + node.push().subscriptions().size(SubscriptionKind.PATTERN)
                + "\r\npubsubshard_channels:" + node.push().subscriptions().size(SubscriptionKind.SHARD)
                + "\r\n";
    }

    private long removed(Removal why) {
        ShardPicture picture = node.picture().get();
        return picture == null ? 0 : picture.sum(stats -> stats.removals().get(why));
    }

    /** Values that this node holds, copies of others' included, a moment ago. */
    private String keyspace() {
        ShardPicture picture = node.picture().get();
        long entries = picture == null ? 0 : picture.sum(StoreStats::entries);
        return entries == 0 ? "" : "db0:keys=" + entries + "\r\n";
    }

    private long ringVersion() {
        return node.routing().state() == null ? 0 : node.routing().state().ringVersion();
    }
}
