package dev.meguri.node.resp;

import dev.meguri.resp.RespLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The open connections of this node. Any thread. */
final class Connections {
    private final Set<RespConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastId = new AtomicLong();
    private final RespCounters counters;

    Connections(RespCounters counters) {
        this.counters = counters;
    }

    boolean isFull() {
        return open.size() >= RespLimits.MAX_CONNECTIONS;
    }

    long nextId() {
        return lastId.incrementAndGet();
    }

    void add(RespConnection connection) {
        open.add(connection);
        counters.open().set(open.size());
    }

    void remove(RespConnection connection) {
        open.remove(connection);
        counters.open().set(open.size());
    }

    /** In the order in which they came. */
    List<RespConnection> all() {
        List<RespConnection> all = new ArrayList<>(open);
        all.sort((a, b) -> Long.compare(a.session().id, b.session().id));
        return all;
    }

    int count() {
        return open.size();
    }
}
