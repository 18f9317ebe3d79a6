package dev.meguri.core.membership.gossip;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The other members, and what is known of each. */
final class Roster {
    static final class Entry {
        final String nodeId;
        boolean linked;
        Standing standing = Standing.ALIVE;
        /** The highest that was heard of. */
        long refutation;
        /** Who accused it last; empty while it is ALIVE. */
        String accuser = "";
        /** Not null exactly while it is SUSPECT. */
        Suspicion suspicion;

        Entry(String nodeId) {
            this.nodeId = nodeId;
        }
    }

    private final TreeMap<String, Entry> entries = new TreeMap<>();
    /** Of nodes that are no members yet, too: a connection may be there before the state that names them. */
    private final TreeSet<String> linked = new TreeSet<>();

    /** Null: no member. */
    Entry get(String nodeId) {
        return entries.get(nodeId);
    }

    Collection<Entry> all() {
        return entries.values();
    }

    /** This node included. */
    int members() {
        return entries.size() + 1;
    }

    void link(String nodeId, boolean up) {
        if (up) {
            linked.add(nodeId);
        } else {
            linked.remove(nodeId);
        }
        Entry entry = entries.get(nodeId);
        if (entry != null) {
            entry.linked = up;
        }
    }

    void add(String nodeId) {
        Entry entry = new Entry(nodeId);
        entry.linked = linked.contains(nodeId);
        entries.put(nodeId, entry);
    }

    void remove(String nodeId) {
        entries.remove(nodeId);
    }

    /** Those that are no members any more. */
    List<String> without(Collection<String> members) {
        List<String> former = new ArrayList<>(entries.keySet());
        former.removeAll(members);
        return former;
    }

    /** Who can be asked to ping that member. */
    List<String> helpersFor(String nodeId) {
        List<String> helpers = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.linked && entry.standing != Standing.FAILED && !entry.nodeId.equals(nodeId)) {
                helpers.add(entry.nodeId);
            }
        }
        return helpers;
    }

    List<GossipView.Member> view() {
        return entries.values().stream()
                .map(e -> new GossipView.Member(e.nodeId, e.standing, e.refutation, e.accuser))
                .toList();
    }
}
