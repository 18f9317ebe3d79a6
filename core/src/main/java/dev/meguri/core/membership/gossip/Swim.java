package dev.meguri.core.membership.gossip;

import dev.meguri.core.limits.Limits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The members watch each other: SWIM (Das, Gupta, Motivala: "SWIM: Scalable Weakly-consistent Infection-style Process Group
 * Membership Protocol", 2002) with the refinements of Lifeguard (Dadgar, Phillips, Currey: "Lifeguard: Local Health
 * Awareness for More Accurate Failure Detection", arXiv 1707.00788). Who is a member is not gossiped: the adopted
 * ClusterState says it.
 *
 * <pre>
 * ALIVE   -> SUSPECT  a probe of this node failed, or another member says so
 * SUSPECT -> FAILED   not refuted in time, or another member says so
 * SUSPECT, FAILED -> ALIVE  the member refuted it: it said that it is there, under a higher number
 * </pre>
 *
 * One member is probed per period, whatever their number. Every message carries rumours; who is suspected is told so with
 * every message to it (Lifeguard's buddy system) and refutes it with the answer.
 *
 * <p>A deterministic state machine, owned by one thread. Times are milliseconds of a steady clock.
 */
public final class Swim {
    /** Rarely: one that others reach again is called failed for longer; often: the dead take the turns of the living. */
    private static final int FAILED_EVERY_TURNS = 8;

    private final String self;
    private final GossipSettings settings;
    private final GossipPort port;
    private final SplittableRandom random;
    private final ProbeOrder order;
    private final Roster roster = new Roster();
    private final LocalHealth health;
    private final GossipCounters counters = new GossipCounters();
    private final Beliefs beliefs;
    /** By number, like {@link #relays}; the two never meet: each is the number of a ping of this node. */
    private final TreeMap<Long, ProbeRound> rounds = new TreeMap<>();

    private final TreeMap<Long, Relay> relays = new TreeMap<>();
    private long lastNumber;
    private long turns;
    private long nextProbeMillis = Long.MAX_VALUE;

    /** @param seed of the order in which members are probed and of who is asked to help */
    public Swim(String self, GossipSettings settings, long seed, GossipPort port) {
        this.self = self;
        this.settings = settings;
        this.port = port;
        this.random = new SplittableRandom(seed);
        this.order = new ProbeOrder(random);
        this.health = new LocalHealth(settings.maxLocalHealth());
        this.beliefs = new Beliefs(self, settings, roster, health, counters, port);
    }

    // ---- who is there
    // ------------------------------------------------------------------------------------------------

    /** The members now; this node among them or not. */
    public void members(Collection<String> nodeIds, long nowMillis) {
        for (String former : roster.without(nodeIds)) {
            roster.remove(former);
            order.remove(former);
            beliefs.forget(former);
            rounds.values().removeIf(round -> round.nodeId.equals(former));
        }
        for (String nodeId : nodeIds) {
            if (!nodeId.equals(self) && roster.get(nodeId) == null) {
                roster.add(nodeId);
                order.add(nodeId);
            }
        }
        if (nextProbeMillis == Long.MAX_VALUE) {
            // Nodes that start together do not probe together.
            nextProbeMillis = nowMillis + random.nextLong(settings.probeMillis());
        }
        counters.changes++;
    }

    /** The connection to a node is there, or gone. A closed one is the first sign of an end: the member is probed at once. */
    public void link(String nodeId, boolean up, long nowMillis) {
        roster.link(nodeId, up);
        if (up) {
            ping(nodeId);
        } else if (roster.get(nodeId) != null && roster.get(nodeId).standing == Standing.ALIVE) {
            probeOutOfTurn(nodeId, nowMillis);
        }
    }

    private void probeOutOfTurn(String nodeId, long nowMillis) {
        for (var inFlight : rounds.entrySet()) {
            ProbeRound round = inFlight.getValue();
            if (round.nodeId.equals(nodeId)) {
                if (!round.indirect) {
                    askOthers(inFlight.getKey(), round, nowMillis);
                }
                return;
            }
        }
        if (rounds.size() < Limits.MAX_PROBES_IN_FLIGHT) {
            probe(nodeId, nowMillis);
        } else {
            order.urge(nodeId);
        }
    }

    /** A ping outside of all probes. */
    public void ping(String nodeId) {
        port.ping(nodeId, ++lastNumber, beliefs.rumoursFor(nodeId));
    }

    // ---- messages
    // ----------------------------------------------------------------------------------------------------

    public void pinged(String from, long number, List<Rumour> told, long nowMillis) {
        beliefs.hear(told, nowMillis);
        port.pong(from, number, beliefs.rumoursFor(from));
    }

    public void ponged(String from, long number, List<Rumour> told, long nowMillis) {
        beliefs.hear(told, nowMillis);
        ProbeRound round = rounds.get(number);
        if (round != null && round.nodeId.equals(from)) {
            answered(number);
        }
        Relay relay = relays.get(number);
        if (relay != null && relay.nodeId.equals(from)) {
            relays.remove(number);
            port.answerAsker(relay.asker, relay.askersNumber, from, true, beliefs.rumoursFor(relay.asker));
        }
    }

    /** Somebody asks this node to ping another for it. */
    public void asked(String from, long number, String nodeId, List<Rumour> told, long nowMillis) {
        beliefs.hear(told, nowMillis);
        Roster.Entry member = roster.get(nodeId);
        if (member == null || !member.linked || relays.size() >= Limits.MAX_RELAYED_PROBES) {
            port.answerAsker(from, number, nodeId, false, beliefs.rumoursFor(from));
            return;
        }
        counters.relayedProbes++;
        counters.changes++;
        relays.put(++lastNumber, new Relay(from, number, nodeId, nowMillis + settings.nackMillis()));
        port.ping(nodeId, lastNumber, beliefs.rumoursFor(nodeId));
    }

    /** Who was asked answers, or says that it got no answer. */
    public void helperAnswered(
            String helper, long number, String nodeId, boolean reached, List<Rumour> told, long nowMillis) {
        beliefs.hear(told, nowMillis);
        ProbeRound round = rounds.get(number);
        if (round == null || !round.nodeId.equals(nodeId)) {
            return;
        }
        if (reached) {
            answered(number);
        } else if (round.silentHelpers.remove(helper) && round.silentHelpers.isEmpty() && !roster.get(nodeId).linked) {
            // Nobody has a connection: there is no answer to wait for.
            failed(number, nowMillis);
        }
    }

    // ---- time
    // --------------------------------------------------------------------------------------------------------

    /** {@link #nextWakeMillis()} has come. */
    public void wake(long nowMillis) {
        for (Long number : due(relays, nowMillis)) {
            Relay relay = relays.get(number);
            if (relay.nacked) {
                relays.remove(number);
            } else {
                // The answer may still come, and the asker may still wait for it.
                relay.nacked = true;
                relay.dueMillis = nowMillis + settings.probeMillis();
                port.answerAsker(relay.asker, relay.askersNumber, relay.nodeId, false, beliefs.rumoursFor(relay.asker));
            }
        }
        for (Long number : List.copyOf(rounds.keySet())) {
            ProbeRound round = rounds.get(number);
            if (!round.indirect && nowMillis >= round.directUntilMillis) {
                askOthers(number, round, nowMillis);
            }
            if (rounds.containsKey(number) && nowMillis >= round.endMillis) {
                failed(number, nowMillis);
            }
        }
        for (Roster.Entry member : roster.all()) {
            if (member.suspicion != null && nowMillis >= member.suspicion.endMillis()) {
                beliefs.believe(new Rumour(member.nodeId, Standing.FAILED, member.refutation, self), nowMillis);
            }
        }
        if (nowMillis >= nextProbeMillis) {
            nextProbeMillis = nowMillis + settings.probeMillis() * health.multiplier();
            turns++;
            String nodeId = order.next(this::isProbed);
            if (nodeId != null) {
                probe(nodeId, nowMillis);
            }
        }
    }

    private static List<Long> due(TreeMap<Long, Relay> relays, long nowMillis) {
        if (relays.isEmpty()) {
            return List.of();
        }
        List<Long> due = new ArrayList<>();
        relays.forEach((number, relay) -> {
            if (nowMillis >= relay.dueMillis) {
                due.add(number);
            }
        });
        return due;
    }

    /** {@link Long#MAX_VALUE}: not needed. */
    public long nextWakeMillis() {
        long next = nextProbeMillis;
        for (ProbeRound round : rounds.values()) {
            next = Math.min(next, round.dueMillis());
        }
        for (Relay relay : relays.values()) {
            next = Math.min(next, relay.dueMillis);
        }
        for (Roster.Entry member : roster.all()) {
            if (member.suspicion != null) {
                next = Math.min(next, member.suspicion.endMillis());
            }
        }
        return next;
    }

    /** This node stood still for so long: nobody's silence, and a sign that it is not well itself. */
    public void stoodStill(long millis) {
        rounds.values().forEach(round -> round.forgive(millis));
        relays.values().forEach(relay -> relay.dueMillis += millis);
        for (Roster.Entry member : roster.all()) {
            if (member.suspicion != null) {
                member.suspicion.forgive(millis);
            }
        }
        health.worse(1);
        counters.changes++;
    }

    // ---- probes
    // ------------------------------------------------------------------------------------------------------

    /** Who failed and has no connection is probed seldom: most likely it is heard of when it has one again. */
    private boolean isProbed(String nodeId) {
        Roster.Entry member = roster.get(nodeId);
        return (member.linked || member.standing != Standing.FAILED || turns % FAILED_EVERY_TURNS == 0)
                && rounds.values().stream().noneMatch(round -> round.nodeId.equals(nodeId));
    }

    private void probe(String nodeId, long nowMillis) {
        counters.probes++;
        counters.changes++;
        int slowed = health.multiplier();
        long number = ++lastNumber;
        ProbeRound round = new ProbeRound(
                nodeId,
                nowMillis + settings.probeTimeoutMillis() * slowed,
                nowMillis + settings.probeMillis() * slowed);
        rounds.put(number, round);
        if (roster.get(nodeId).linked) {
            port.ping(nodeId, number, beliefs.rumoursFor(nodeId));
        } else {
            askOthers(number, round, nowMillis);
        }
    }

    private void askOthers(long number, ProbeRound round, long nowMillis) {
        round.indirect = true;
        List<String> helpers = roster.helpersFor(round.nodeId);
        while (helpers.size() > settings.indirectProbes()) {
            helpers.remove(random.nextInt(helpers.size()));
        }
        if (helpers.isEmpty() && !roster.get(round.nodeId).linked) {
            failed(number, nowMillis);
            return;
        }
        round.helped = !helpers.isEmpty();
        round.silentHelpers.addAll(helpers);
        counters.indirectProbes += helpers.size();
        counters.changes++;
        for (String helper : helpers) {
            port.askToPing(
                    helper, number, round.nodeId, beliefs.rumoursFor(helper, beliefs.accusationOf(round.nodeId)));
        }
    }

    private void answered(long number) {
        rounds.remove(number);
        health.better();
        counters.changes++;
    }

    private void failed(long number, long nowMillis) {
        ProbeRound round = rounds.remove(number);
        counters.failedProbes++;
        counters.changes++;
        // Helpers that said that they got no answer were well heard: nothing is wrong with this node.
        health.worse(round.helped ? round.silentHelpers.size() : 1);
        Roster.Entry member = roster.get(round.nodeId);
        Rumour accusation = new Rumour(round.nodeId, Standing.SUSPECT, member.refutation, self);
        if (member.standing == Standing.ALIVE) {
            counters.suspicionsRaised++;
        }
        beliefs.believe(accusation, nowMillis);
    }

    // ---- what is known
    // -----------------------------------------------------------------------------------------------

    /** ALIVE where nothing is known. */
    public Standing standingOf(String nodeId) {
        Roster.Entry member = roster.get(nodeId);
        return member == null ? Standing.ALIVE : member.standing;
    }

    /** Grows whenever {@link #view()} changes. */
    public long changes() {
        return counters.changes;
    }

    public GossipView view() {
        return new GossipView(
                health.multiplier(),
                counters.probes,
                counters.failedProbes,
                counters.indirectProbes,
                counters.relayedProbes,
                counters.suspicionsRaised,
                counters.suspicionsRefuted,
                counters.ownRefutations,
                roster.view());
    }
}
