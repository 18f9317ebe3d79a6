package dev.meguri.node.traffic;

import dev.meguri.api.cache.NodeStats;
import dev.meguri.api.fault.FaultRequest;
import dev.meguri.core.message.MessageKind;
import dev.meguri.node.NodeLimits;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What this node sends to its peers and to the manager, by kind. Counted is what is handed to an open connection. From any thread.
 * More than {@link NodeLimits#MAX_COUNTED_PEERS} at once are not counted.
 */
@Singleton
public class PeerTraffic {
    /** Told once of each kind that a peer is sent, and when the peer is none any more. */
    public interface Listener {
        void began(String peer, MessageKind kind);

        void forgotten(String peer);
    }

    private static final Listener NOBODY = new Listener() {
        @Override
        public void began(String peer, MessageKind kind) {}

        @Override
        public void forgotten(String peer) {}
    };

    private final Map<String, LinkCounts> links = new ConcurrentSkipListMap<>();
    private volatile Listener listener = NOBODY;

    /** Before anything is counted. */
    public void listen(Listener to) {
        listener = to;
    }

    public void add(String peer, Tally tally) {
        LinkCounts counts = countsOf(peer);
        for (int kind = 0; counts != null && kind < MessageKind.count(); kind++) {
            if (tally.messages(kind) > 0) {
                add(peer, counts, kind, tally.messages(kind), tally.bytes(kind));
            }
        }
    }

    public void add(String peer, MessageKind kind, int bytes) {
        LinkCounts counts = countsOf(peer);
        if (counts != null) {
            add(peer, counts, kind.ordinal(), 1, bytes);
        }
    }

    private void add(String peer, LinkCounts counts, int kind, long messages, long bytes) {
        if (counts.add(kind, messages, bytes)) {
            listener.began(peer, MessageKind.of(kind));
        }
    }

    /** Null: there are too many. */
    private LinkCounts countsOf(String peer) {
        LinkCounts counts = links.get(peer);
        if (counts == null && links.size() < NodeLimits.MAX_COUNTED_PEERS) {
            return links.computeIfAbsent(peer, p -> new LinkCounts());
        }
        return counts;
    }

    /** Forgets all but these and the manager; should one come back, its counts begin anew. */
    public void retain(Set<String> peers) {
        for (String peer : links.keySet()) {
            if (!peers.contains(peer) && !peer.equals(FaultRequest.MANAGER) && links.remove(peer) != null) {
                listener.forgotten(peer);
            }
        }
    }

    /** Since the start; 0 where the peer is none. */
    public long messages(String peer, MessageKind kind) {
        LinkCounts counts = links.get(peer);
        return counts == null ? 0 : counts.messages(kind.ordinal());
    }

    public long bytes(String peer, MessageKind kind) {
        LinkCounts counts = links.get(peer);
        return counts == null ? 0 : counts.bytes(kind.ordinal());
    }

    /** By peer and kind, of what was sent at all. */
    public List<NodeStats.LinkStats> stats() {
        List<NodeStats.LinkStats> stats = new ArrayList<>();
        links.forEach((peer, counts) -> {
            for (int kind = 0; kind < MessageKind.count(); kind++) {
                if (counts.messages(kind) > 0) {
                    stats.add(new NodeStats.LinkStats(
                            peer, MessageKind.of(kind).wire(), counts.messages(kind), counts.bytes(kind)));
                }
            }
        });
        return stats;
    }
}
