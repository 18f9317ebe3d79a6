package dev.meguri.core.membership.gossip;

import java.util.List;

/** What this node takes for true of the members and of itself by what it was told, and what it tells on. */
final class Beliefs {
    private final String self;
    private final GossipSettings settings;
    private final Roster roster;
    private final LocalHealth health;
    private final GossipCounters counters;
    private final GossipPort port;
    private final Rumours rumours = new Rumours();

    /** How often this node refuted. Begins anew with each process: the first accusation tells it where it was. */
    private long ownRefutation;

    Beliefs(
            String self,
            GossipSettings settings,
            Roster roster,
            LocalHealth health,
            GossipCounters counters,
            GossipPort port) {
        this.self = self;
        this.settings = settings;
        this.roster = roster;
        this.health = health;
        this.counters = counters;
        this.port = port;
    }

    void forget(String nodeId) {
        rumours.forget(nodeId);
    }

    void hear(List<Rumour> told, long nowMillis) {
        for (Rumour rumour : told) {
            if (rumour.nodeId().equals(self)) {
                hearOfMyself(rumour);
            } else {
                believe(rumour, nowMillis);
            }
        }
    }

    private void hearOfMyself(Rumour rumour) {
        if (rumour.standing() == Standing.ALIVE) {
            // Said by an earlier process of this node.
            ownRefutation = Math.max(ownRefutation, rumour.refutation());
        } else if (rumour.refutation() >= ownRefutation) {
            ownRefutation = rumour.refutation() + 1;
            rumours.add(new Rumour(self, Standing.ALIVE, ownRefutation, self));
            health.worse(1);
            counters.ownRefutations++;
            counters.changes++;
        } else if (!rumours.tellsOf(self)) {
            // Refuted long ago, but whoever says it has not heard of that: messages get lost.
            rumours.add(new Rumour(self, Standing.ALIVE, ownRefutation, self));
        }
    }

    /** Takes a rumour for true unless what is known outdoes it, and passes it on. */
    void believe(Rumour rumour, long nowMillis) {
        Roster.Entry member = roster.get(rumour.nodeId());
        if (member == null) {
            return;
        }
        if (rumour.refutation() < member.refutation) {
            setRight(member, rumour);
            return;
        }
        boolean newer = rumour.refutation() > member.refutation;
        boolean news =
                switch (rumour.standing()) {
                    case ALIVE -> newer;
                    case SUSPECT -> newer || member.standing == Standing.ALIVE || isConfirmation(member, rumour);
                    case FAILED -> newer || member.standing != Standing.FAILED;
                };
        if (!news) {
            return;
        }
        rumours.add(rumour);
        counters.changes++;
        if (newer || member.standing != rumour.standing()) {
            become(member, rumour, nowMillis);
        }
    }

    /** Somebody has not heard that the member refuted this; it is told again. */
    private void setRight(Roster.Entry member, Rumour old) {
        boolean refuted = old.standing() != Standing.ALIVE && member.standing == Standing.ALIVE;
        if (refuted && !rumours.tellsOf(member.nodeId)) {
            rumours.add(new Rumour(member.nodeId, Standing.ALIVE, member.refutation, member.nodeId));
        }
    }

    private static boolean isConfirmation(Roster.Entry member, Rumour rumour) {
        return member.suspicion != null && member.suspicion.confirm(rumour.accuser());
    }

    private void become(Roster.Entry member, Rumour rumour, long nowMillis) {
        Standing before = member.standing;
        member.standing = rumour.standing();
        member.refutation = rumour.refutation();
        member.accuser = rumour.standing() == Standing.ALIVE ? "" : rumour.accuser();
        member.suspicion = rumour.standing() == Standing.SUSPECT ? suspicion(rumour.accuser(), nowMillis) : null;
        if (before == member.standing) {
            return;
        }
        if (member.standing == Standing.ALIVE) {
            counters.suspicionsRefuted++;
        }
        port.standing(member.nodeId, member.standing);
    }

    private Suspicion suspicion(String accuser, long nowMillis) {
        int members = roster.members();
        return new Suspicion(
                accuser,
                settings.confirmationsWanted(members),
                settings.shortestSuspicionMillis(members),
                settings.longestSuspicionMillis(members),
                nowMillis);
    }

    /** What goes with a message: what the receiver itself is accused of comes first, so that it can refute it (buddies). */
    List<Rumour> rumoursFor(String to) {
        return rumoursFor(to, null);
    }

    /** @param first before all others, where the receiver itself is accused of nothing; null: nothing */
    List<Rumour> rumoursFor(String to, Rumour first) {
        Rumour accusation = accusationOf(to);
        return rumours.take(accusation != null ? accusation : first, settings.transmissions(roster.members()));
    }

    /** Null: it is ALIVE, or no member. */
    Rumour accusationOf(String nodeId) {
        Roster.Entry member = roster.get(nodeId);
        return member == null || member.standing == Standing.ALIVE
                ? null
                : new Rumour(nodeId, member.standing, member.refutation, member.accuser);
    }
}
