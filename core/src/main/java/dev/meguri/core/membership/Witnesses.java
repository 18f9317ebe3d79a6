package dev.meguri.core.membership;

import java.util.ArrayList;
import java.util.List;

/**
 * What the members that can be asked, those whose heartbeats come, say of another one.
 *
 * @param reaching hold it to be alive
 * @param missing hold it, by the gossip that they know, to be suspect or failed
 * @param unconnected have no connection to it themselves; whether the gossip reaches it or not
 */
record Witnesses(List<String> reaching, List<String> missing, List<String> unconnected) {
    static Witnesses of(ManagerTurn turn, String nodeId) {
        List<String> reaching = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> unconnected = new ArrayList<>();
        long suspectMillis = turn.knowledge.settings.detection().suspectMillis();
        for (NodeSession session : turn.knowledge.sessions.values()) {
            if (session.nodeId.equals(nodeId) || !session.beating(turn.nowMillis, suspectMillis)) {
                continue;
            }
            (session.heartbeat.unreachable().contains(nodeId) ? missing : reaching).add(session.nodeId);
            if (session.heartbeat.unconnected().contains(nodeId)) {
                unconnected.add(session.nodeId);
            }
        }
        return new Witnesses(reaching, missing, unconnected);
    }

    private int asked() {
        return reaching.size() + missing.size();
    }

    /** More than half miss it; with nobody to ask, no. */
    boolean mostMissIt() {
        return missing.size() * 2 > asked();
    }

    /** All connections to it are closed; with nobody to ask, no. */
    boolean nobodyIsConnected() {
        return asked() > 0 && unconnected.size() == asked();
    }

    /** "node-1 and node-3 miss it, node-2 reaches it", for people. */
    String inWords() {
        if (asked() == 0) {
            return "no other member can be asked";
        }
        if (reaching.isEmpty()) {
            return verb(missing, "miss") + " it, too";
        }
        return missing.isEmpty()
                ? verb(reaching, "reach") + " it"
                : verb(missing, "miss") + " it, " + verb(reaching, "reach") + " it";
    }

    static String verb(List<String> who, String verb) {
        String ending = who.size() > 1 ? "" : verb.endsWith("s") || verb.endsWith("ch") ? "es" : "s";
        return names(who) + " " + verb + ending;
    }

    static String names(List<String> who) {
        if (who.size() < 2) {
            return String.join("", who);
        }
        return String.join(", ", who.subList(0, who.size() - 1)) + " and " + who.getLast();
    }
}
