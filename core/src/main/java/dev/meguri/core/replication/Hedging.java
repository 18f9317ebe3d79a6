package dev.meguri.core.replication;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.shard.Timers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which replicas are slow, and when a read is to be sent to one more. A read waits for a peer as long as 95 of 100 answers of
 * that peer took of late, within bounds, and is then sent to another replica, as far as the budget goes. A peer that takes much
 * longer than the fastest one is slow: it is asked last, and looked at by an extra read now and then.
 *
 * <p>One for each shard; owned by it.
 */
final class Hedging {
    static final int PERCENT = 95;
    /** Of what is waited at least: below, a pause of a collector would hedge everything. */
    static final long MIN_MILLIS = 20;
    /** A peer is slow when it takes so many times as long as the fastest one, */
    static final int SLOW_FACTOR = 4;
    /** and at least this: less than {@link #MIN_MILLIS}, which is all that is seen of peers whose reads are hedged. */
    static final long SLOW_MILLIS = 10;
    /** Between two looks at a slow peer. Short: extra reads; long: it is avoided for longer than it is slow. */
    static final long PROBE_MILLIS = 250;

    /** Answers after which an average means something. */
    private static final int MIN_SAMPLES = 4;

    private final ShardContext context;
    /** Never iterated where its order would show. */
    private final Map<String, PeerLatency> peers = new HashMap<>();

    private final Map<String, Long> probedAt = new HashMap<>();
    private final HedgeBudget budget = new HedgeBudget();
    /** One for each wait there is, so that timers of a lane come due in order. */
    private final Timers.Lane[] lanes;

    private final long[] waits;
    private final Timers.Lane probeTimeouts;
    private long hedged;
    private long won;
    private long denied;
    private long probed;

    Hedging(ShardContext context) {
        this.context = context;
        long max = context.settings().hedgeMillis();
        this.waits = new long[] {
            Math.min(MIN_MILLIS, max), Math.min(30, max), Math.min(50, max), Math.min(80, max), Math.min(120, max), max
        };
        this.lanes = new Timers.Lane[waits.length];
        for (int i = 0; i < waits.length; i++) {
            lanes[i] = context.timers().lane(waits[i]);
        }
        this.probeTimeouts = context.timers().lane(context.settings().operationTimeoutMillis());
    }

    /** The context has adopted another state: who is no member any more is forgotten. */
    void adopted() {
        peers.keySet().removeIf(peer -> context.state().member(peer) == null);
        probedAt.keySet().retainAll(peers.keySet());
    }

    /** How long the peer took to answer. */
    void took(String peer, long millis) {
        peers.computeIfAbsent(peer, p -> new PeerLatency()).add(millis);
    }

    /** For so long the peer has not answered, and nobody waits for it any more: it takes longer than that. */
    void tookOver(String peer, long millis) {
        PeerLatency latency = peers.computeIfAbsent(peer, p -> new PeerLatency());
        if (millis * 1_000 >= latency.averageMicros()) {
            latency.add(millis);
        }
    }

    /**
     * A read was sent to these peers; {@code task} is run when another replica should be asked, too. Where that would be no
     * sooner than another one is asked in any case, it is not run.
     */
    void watch(List<String> asked, Timers.Task task) {
        budget.earn();
        long wait = 0;
        for (String peer : asked) {
            PeerLatency latency = peers.get(peer);
            wait = Math.max(wait, latency == null ? 0 : latency.percentileMillis(PERCENT));
        }
        int lane = 0;
        while (lane < waits.length - 1 && waits[lane] < wait) {
            lane++;
        }
        if (waits[lane] < context.settings().hedgeMillis()) {
            lanes[lane].add(context.steadyNow(), task);
        }
    }

    /** Whether one more replica may be asked now. */
    boolean mayHedge() {
        if (!budget.take()) {
            denied++;
            return false;
        }
        hedged++;
        return true;
    }

    void won() {
        won++;
    }

    /** The same nodes, those that are slow last; this node itself never is. Slow ones are probed with the key. */
    List<String> slowLast(List<String> nodes, int slot, long epoch, Key key) {
        if (!isAnySlow(nodes)) {
            return nodes;
        }
        List<String> ordered = new ArrayList<>(nodes.size());
        List<String> slow = new ArrayList<>();
        for (String node : nodes) {
            if (isSlow(node)) {
                slow.add(node);
                probe(node, slot, epoch, key);
            } else {
                ordered.add(node);
            }
        }
        ordered.addAll(slow);
        return ordered;
    }

    private boolean isAnySlow(List<String> nodes) {
        for (String node : nodes) {
            if (isSlow(node)) {
                return true;
            }
        }
        return false;
    }

    boolean isSlow(String node) {
        PeerLatency latency = peers.get(node);
        if (latency == null || latency.samples() < MIN_SAMPLES || latency.averageMicros() < SLOW_MILLIS * 1_000) {
            return false;
        }
        long fastest = Long.MAX_VALUE;
        for (Map.Entry<String, PeerLatency> other : peers.entrySet()) {
            if (!other.getKey().equals(node)) {
                fastest = Math.min(fastest, other.getValue().averageMicros());
            }
        }
        return fastest != Long.MAX_VALUE && latency.averageMicros() >= SLOW_FACTOR * fastest;
    }

    /** Sends the slow peer a read of its own, if it is time: nobody waits for it, but how long it takes is learnt. */
    private void probe(String peer, int slot, long epoch, Key key) {
        long now = context.steadyNow();
        Long last = probedAt.get(peer);
        if (last != null && last + PROBE_MILLIS > now || !context.isReachable(peer)) {
            return;
        }
        probedAt.put(peer, now);
        probed++;
        boolean[] over = new boolean[1];
        long[] id = new long[1];
        id[0] = context.requests().open((from, answer) -> {
            if (!over[0] && from.equals(peer)) {
                over[0] = true;
                context.requests().close(id[0]);
                took(peer, context.steadyNow() - now);
            }
        });
        context.send(peer, new ShardMessage.Read(id[0], slot, epoch, key));
        probeTimeouts.add(now, new Timers.Task() {
            @Override
            public boolean isOver() {
                return over[0];
            }

            @Override
            public void run() {
                over[0] = true;
                context.requests().close(id[0]);
                tookOver(peer, context.steadyNow() - now);
            }
        });
    }

    HedgeStats stats() {
        return new HedgeStats(hedged, won, denied, probed);
    }
}
