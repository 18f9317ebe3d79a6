package dev.meguri.node.fault;

import dev.meguri.api.fault.FaultDirection;
import dev.meguri.api.fault.FaultKind;
import dev.meguri.core.limits.Requirements;
import dev.meguri.node.NodeLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults at work, in the order in which they were set. Time is an argument. Thread-safe: the map is replaced whole. */
final class FaultTable {
    private volatile Map<String, Fault> faults = Map.of();

    /** @throws IllegalArgumentException when there are too many */
    synchronized void set(Fault fault) {
        Map<String, Fault> next = new LinkedHashMap<>(faults);
        next.remove(fault.id());
        Requirements.require(
                next.size() < NodeLimits.MAX_FAULTS, "at most " + NodeLimits.MAX_FAULTS + " faults at once");
        next.put(fault.id(), fault);
        faults = next;
    }

    /** Those that were taken away. @param id null: all */
    synchronized List<Fault> clear(String id) {
        List<Fault> cleared = new ArrayList<>();
        Map<String, Fault> next = new LinkedHashMap<>();
        for (Fault fault : faults.values()) {
            if (id == null || id.equals(fault.id())) {
                cleared.add(fault);
            } else {
                next.put(fault.id(), fault);
            }
        }
        faults = next;
        return cleared;
    }

    /** Takes away those whose time is over. */
    synchronized List<Fault> heal(long nowMillis) {
        List<Fault> healed = new ArrayList<>();
        for (Fault fault : List.copyOf(faults.values())) {
            if (fault.isOver(nowMillis)) {
                healed.addAll(clear(fault.id()));
            }
        }
        return healed;
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    List<Fault> active(long nowMillis) {
        return faults.values().stream()
                .filter(fault -> !fault.isOver(nowMillis))
                .toList();
    }

    LinkCondition link(String peer, FaultDirection way, long nowMillis) {
        return faults.isEmpty() ? LinkCondition.FINE : LinkCondition.of(faults.values(), peer, way, nowMillis);
    }

    /** The one of the node itself; null: not at work. */
    Fault ofNode(FaultKind kind, long nowMillis) {
        for (Fault fault : faults.values()) {
            if (fault.kind() == kind && !fault.isOver(nowMillis)) {
                return fault;
            }
        }
        return null;
    }
}
