package dev.meguri.simulator.net;

import dev.meguri.simulator.time.EventQueue;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All connections between the endpoints of one run, and the messages on them. Between nodes messages may be lost, doubled
 * and overtake each other (core promises to bear that); connections to the manager are as TCP makes them: whole and in
 * order, held up by a short cut, closed by a long one, and what was under way when one closes is gone.
 */
public final class Network {
    /** Older messages do not arrive again: more than twice as long as core remembers forwarded writes. */
    private static final long REPLAYABLE_MICROS = 10_000_000;

    /**
     * What goes wrong between all nodes at once.
     *
     * @param lossRate share of messages that vanish
     * @param duplicateRate share of messages that arrive twice
     * @param replayRate share of messages with which an older one of the connection arrives again
     */
    public record Weather(double lossRate, double duplicateRate, double replayRate) {
        public static final Weather FINE = new Weather(0, 0, 0);
    }

    private final EventQueue queue;
    private final NetworkSettings settings;
    private final SplitMix64 random;
    private final Tap tap;
    private Weather weather = Weather.FINE;
    private final NetworkStats stats = new NetworkStats();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Map<String, Endpoint> byName = new HashMap<>();
    /** Row by the higher index, column by the lower. */
    private final List<List<Link>> links = new ArrayList<>();
    /** Null: nobody looks. */
    private FlightWatch watch;

    public Network(EventQueue queue, NetworkSettings settings, SplitMix64 random, Tap tap) {
        this.queue = queue;
        this.settings = settings;
        this.random = random;
        this.tap = tap;
    }

    /** Shows it every message from now on. */
    public void watch(FlightWatch watcher) {
        watch = watcher;
    }

    public NetworkStats stats() {
        return stats;
    }

    public NetworkSettings settings() {
        return settings;
    }

    /**
     * Adds an endpoint; its index must be the next free one.
     *
     * @param ordered whether all its connections are whole and in order whatever the settings say
     */
    public void add(Endpoint endpoint, boolean ordered) {
        List<Link> row = new ArrayList<>();
        for (Endpoint lower : endpoints) {
            row.add(new Link(lower, endpoint, ordered || lower.index() == 0 || settings.orderedPeers()));
        }
        links.add(row);
        endpoints.add(endpoint);
        byName.put(endpoint.name(), endpoint);
        queue.after(random.between(1, settings.redialMicros()), () -> redial(endpoint));
    }

    /** Null: there is none of this name. */
    public Endpoint named(String name) {
        return byName.get(name);
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Sends where there is a connection; else the message is lost, as a driver without one would have it. */
    public void send(Endpoint from, Endpoint to, Object message) {
        Object sent = tap.onSend(this, from, to, message);
        if (sent == null) {
            return;
        }
        stats.sent++;
        Link link = link(from, to);
        if (!link.isOpenAt(from) || !link.isWhole()) {
            lose(from, to, sent);
            return;
        }
        Direction way = link.from(from);
        if (way.clogs > 0 || link.ordered && way.isCut()) {
            way.held.add(sent);
            if (watch != null) {
                watch.held(from, to, sent);
            }
        } else if (link.ordered) {
            carryInOrder(link, way, from, to, sent);
        } else {
            carryLoosely(link, way, from, to, sent);
        }
    }

    private void lose(Endpoint from, Endpoint to, Object sent) {
        stats.lost++;
        if (watch != null) {
            watch.lost(from, to, sent);
        }
    }

    /** Each message on its own: lost, doubled, late, or followed by an older one once more. */
    private void carryLoosely(Link link, Direction way, Endpoint from, Endpoint to, Object sent) {
        if (way.isCut() || random.chance(settings.lossRate() + way.extraLossRate + weather.lossRate())) {
            lose(from, to, sent);
            return;
        }
        carry(link, way, from, to, sent, queue.nowMicros() + latency(way));
        if (random.chance(settings.duplicateRate() + weather.duplicateRate())) {
            stats.duplicated++;
            carry(link, way, from, to, sent, queue.nowMicros() + latency(way) + random.between(0, 50_000));
        }
        if (weather.replayRate() > 0) {
            replay(link, way, from, to, sent);
        }
    }

    private void replay(Link link, Direction way, Endpoint from, Endpoint to, Object sent) {
        way.recent.add(sent, queue.nowMicros());
        if (random.chance(weather.replayRate())) {
            stats.duplicated++;
            Object old = way.recent.draw(random, queue.nowMicros() - REPLAYABLE_MICROS);
            carry(link, way, from, to, old, queue.nowMicros() + latency(way));
        }
    }

    public boolean isConnected(Endpoint a, Endpoint b) {
        return link(a, b).isWhole();
    }

    // ---- faults ----------------------------------------------------------------------------------------------------

    /** Nothing gets from one to the other any more. Cuts are counted: each needs its {@link #heal}. */
    public void cut(Endpoint from, Endpoint to) {
        Link link = link(from, to);
        link.from(from).cuts++;
        long number = ++link.cutNumber;
        long patience = settings.deadLinkMicros() / 2 + random.between(0, settings.deadLinkMicros());
        queue.after(patience, () -> {
            if (link.isCut() && link.cutNumber == number) {
                close(link.low, link.high, random.between(0, 1_000_000));
                close(link.high, link.low, random.between(0, 1_000_000));
            }
        });
    }

    public void heal(Endpoint from, Endpoint to) {
        Link link = link(from, to);
        Direction way = link.from(from);
        way.cuts--;
        carryHeld(link, way, from, to);
    }

    /** Nothing sent from one to the other arrives until {@link #unclog}; then all of it does. Clogs are counted. */
    public void clog(Endpoint from, Endpoint to) {
        link(from, to).from(from).clogs++;
    }

    public void unclog(Endpoint from, Endpoint to) {
        Link link = link(from, to);
        Direction way = link.from(from);
        way.clogs--;
        carryHeld(link, way, from, to);
    }

    private void carryHeld(Link link, Direction way, Endpoint from, Endpoint to) {
        while (way.clogs == 0 && !way.isCut() && !way.held.isEmpty()) {
            carryInOrder(link, way, from, to, way.held.poll());
        }
    }

    /** The weather between all nodes from now on. It does not touch ordered connections. */
    public void weather(Weather now) {
        weather = now;
    }

    /** Loss and delay on one way beside what the settings say; 0 and 0 end it. Loss does not touch ordered connections. */
    public void disturb(Endpoint from, Endpoint to, double lossRate, long delayMicros) {
        Direction way = link(from, to).from(from);
        way.extraLossRate = lossRate;
        way.extraDelayMicros = delayMicros;
    }

    /** The process of an endpoint ended: its connections end, and the others learn it a moment later. */
    public void processEnded(Endpoint ended) {
        for (Endpoint other : endpoints) {
            if (other != ended) {
                Link link = link(ended, other);
                link.setOpenAt(ended, false);
                link.from(ended).held.clear();
                link.from(other).held.clear();
                if (link.isOpenAt(other)) {
                    long notice = link.isCut() ? settings.deadLinkMicros() : random.between(100, 50_000);
                    close(other, ended, notice);
                }
            }
        }
    }

    // ---- connections -----------------------------------------------------------------------------------------------

    /** Tries at once to connect to all that the endpoint wants and has not. */
    public void dialAll(Endpoint from) {
        if (!from.isRunning()) {
            return;
        }
        for (Endpoint to : endpoints) {
            if (to != from && from.wants(to)) {
                dial(from, to);
            }
        }
    }

    private void redial(Endpoint endpoint) {
        dialAll(endpoint);
        queue.after(settings.redialMicros() / 2 + random.between(1, settings.redialMicros()), () -> redial(endpoint));
    }

    private void dial(Endpoint from, Endpoint to) {
        Link link = link(from, to);
        if (link.isWhole() || link.dialing || link.isOpenAt(from) || link.isCut() || !to.isRunning()) {
            return;
        }
        link.dialing = true;
        long fromProcess = from.process();
        long toProcess = to.process();
        queue.after(2 * latency(link.from(from)), () -> {
            link.dialing = false;
            boolean sameProcesses =
                    from.isRunning() && to.isRunning() && from.process() == fromProcess && to.process() == toProcess;
            if (sameProcesses && !link.isCut() && !link.isOpenAt(from)) {
                connect(link, from, to);
            }
        });
    }

    private void connect(Link link, Endpoint from, Endpoint to) {
        if (link.isOpenAt(to)) {
            link.setOpenAt(to, false);
            to.linkDown(from);
        }
        link.connection++;
        link.up.reset();
        link.down.reset();
        link.setOpenAt(from, true);
        link.setOpenAt(to, true);
        stats.connections++;
        to.linkUp(from);
        if (link.isOpenAt(from)) {
            from.linkUp(to);
        }
    }

    /** The endpoint ends a connection: what it sent before still arrives, then the other learns of the end. */
    public void closeAfterSent(Endpoint at, Endpoint peer) {
        Link link = link(at, peer);
        long connection = link.connection;
        long last = Math.max(link.from(at).lastArrivalMicros, queue.nowMicros() + latency(link.from(at))) + 1;
        queue.at(last, () -> {
            if (link.connection == connection) {
                link.setOpenAt(at, false);
                close(peer, at, 1);
            }
        });
    }

    /** One side learns, after a while, that its connection is gone. */
    private void close(Endpoint at, Endpoint peer, long afterMicros) {
        Link link = link(at, peer);
        long connection = link.connection;
        queue.after(afterMicros, () -> {
            if (link.connection == connection && link.isOpenAt(at)) {
                link.setOpenAt(at, false);
                link.from(at).held.clear();
                if (at.isRunning()) {
                    at.linkDown(peer);
                }
                if (link.isOpenAt(peer) && !link.isCut()) {
                    close(peer, at, random.between(100, 50_000));
                }
            }
        });
    }

    // ---- messages --------------------------------------------------------------------------------------------------

    private void carryInOrder(Link link, Direction way, Endpoint from, Endpoint to, Object message) {
        long arrival = Math.max(queue.nowMicros() + latency(way), way.lastArrivalMicros + 1);
        way.lastArrivalMicros = arrival;
        carry(link, way, from, to, message, arrival);
    }

    private void carry(Link link, Direction way, Endpoint from, Endpoint to, Object message, long arrival) {
        long connection = link.connection;
        long process = to.process();
        if (watch == null) {
            queue.at(arrival, () -> arrive(link, way, from, to, message, connection, process));
        } else {
            int flight = watch.departs(from, to, message, arrival);
            queue.at(arrival, () -> watch.ends(flight, arrive(link, way, from, to, message, connection, process)));
        }
    }

    private boolean arrive(
            Link link, Direction way, Endpoint from, Endpoint to, Object message, long connection, long process) {
        boolean arrives = link.connection == connection
                && link.isOpenAt(to)
                && to.isRunning()
                && to.process() == process
                && (link.ordered || !way.isCut());
        if (!arrives) {
            stats.lost++;
        } else {
            stats.delivered++;
            to.receive(from, message);
        }
        return arrives;
    }

    private long latency(Direction way) {
        long micros = random.between(settings.minLatencyMicros(), settings.maxLatencyMicros()) + way.extraDelayMicros;
        return random.chance(settings.spikeRate()) ? micros + random.between(0, settings.maxSpikeMicros()) : micros;
    }

    private Link link(Endpoint a, Endpoint b) {
        return a.index() < b.index()
                ? links.get(b.index()).get(a.index())
                : links.get(a.index()).get(b.index());
    }
}
