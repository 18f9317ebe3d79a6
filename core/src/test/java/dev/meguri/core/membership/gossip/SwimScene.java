package dev.meguri.core.membership.gossip;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Members that gossip, in virtual time. Every message takes a millisecond; ways can be cut, nodes paused and killed. */
final class SwimScene {
    /** One message under way, or waiting at a paused node. */
    record Sent(
            long atMillis, long order, String from, String to, String kind, List<Rumour> rumours, Runnable arrive) {}

    static final long DELAY_MILLIS = 1;

    final TreeMap<String, Swim> nodes = new TreeMap<>();
    final List<Sent> log = new ArrayList<>();
    final List<String> changes = new ArrayList<>();
    final TreeSet<String> cutWays = new TreeSet<>();
    final TreeSet<String> dead = new TreeSet<>();
    final TreeSet<String> paused = new TreeSet<>();
    /** Messages of which this holds vanish. */
    Predicate<Sent> lost = sent -> false;

    long now = 1_000_000;
    private final PriorityQueue<Sent> underWay = new PriorityQueue<>(
            (a, b) -> a.atMillis != b.atMillis ? Long.compare(a.atMillis, b.atMillis) : Long.compare(a.order, b.order));
    private final List<Sent> held = new ArrayList<>();
    private long order;
    private final GossipSettings settings;

    SwimScene(int count) {
        this(count, GossipSettings.DEFAULTS);
    }

    SwimScene(int count, GossipSettings settings) {
        this.settings = settings;
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add("n" + i);
        }
        for (String name : names) {
            start(name, names);
        }
        for (String name : names) {
            linkAll(name);
        }
    }

    void start(String name, List<String> members) {
        Swim swim = new Swim(name, settings, name.hashCode(), new Port(name));
        nodes.put(name, swim);
        swim.members(members, now);
    }

    private void linkAll(String name) {
        nodes.keySet().forEach(other -> {
            if (!other.equals(name) && !dead.contains(other)) {
                nodes.get(name).link(other, true, now);
            }
        });
    }

    /** The process ends, and its connections close. */
    void kill(String name) {
        dead.add(name);
        nodes.forEach((other, swim) -> {
            if (!dead.contains(other)) {
                swim.link(name, false, now);
            }
        });
    }

    /** Another process of a killed node: it remembers nothing. */
    void restart(String name) {
        dead.remove(name);
        start(name, List.copyOf(nodes.keySet()));
        linkAll(name);
        nodes.forEach((other, swim) -> {
            if (!other.equals(name)) {
                swim.link(name, true, now);
            }
        });
    }

    void closeLink(String a, String b) {
        nodes.get(a).link(b, false, now);
        nodes.get(b).link(a, false, now);
        cut(a, b);
        cut(b, a);
    }

    void cut(String from, String to) {
        cutWays.add(from + ">" + to);
    }

    void heal() {
        cutWays.clear();
    }

    void pause(String name) {
        paused.add(name);
    }

    /** It goes on: first it finds how late it is, then it reads what waited. */
    void resume(String name, long pausedMillis) {
        paused.remove(name);
        nodes.get(name).stoodStill(pausedMillis);
        nodes.get(name).wake(now);
        List<Sent> waited = held.stream().filter(sent -> sent.to.equals(name)).toList();
        held.removeAll(waited);
        waited.forEach(sent -> sent.arrive.run());
    }

    void run(long millis) {
        long end = now + millis;
        while (true) {
            String next = null;
            long at = Long.MAX_VALUE;
            for (var node : nodes.entrySet()) {
                boolean runs = !dead.contains(node.getKey()) && !paused.contains(node.getKey());
                if (runs && node.getValue().nextWakeMillis() < at) {
                    at = node.getValue().nextWakeMillis();
                    next = node.getKey();
                }
            }
            if (!underWay.isEmpty() && underWay.peek().atMillis <= Math.min(at, end)) {
                Sent sent = underWay.poll();
                now = Math.max(now, sent.atMillis);
                deliver(sent);
            } else if (at <= end) {
                now = Math.max(now, at);
                nodes.get(next).wake(now);
            } else {
                now = end;
                return;
            }
        }
    }

    private void deliver(Sent sent) {
        if (dead.contains(sent.to)) {
            return;
        }
        if (paused.contains(sent.to)) {
            held.add(sent);
        } else {
            sent.arrive.run();
        }
    }

    Standing standing(String of, String at) {
        return nodes.get(at).standingOf(of);
    }

    GossipView view(String at) {
        return nodes.get(at).view();
    }

    long sentBy(String name, String kind) {
        return log.stream()
                .filter(s -> s.from.equals(name) && s.kind.equals(kind))
                .count();
    }

    private final class Port implements GossipPort {
        private final String self;

        Port(String self) {
            this.self = self;
        }

        @Override
        public void ping(String to, long number, List<Rumour> rumours) {
            send(to, "ping", rumours, swim -> swim.pinged(self, number, rumours, now));
        }

        @Override
        public void pong(String to, long number, List<Rumour> rumours) {
            send(to, "pong", rumours, swim -> swim.ponged(self, number, rumours, now));
        }

        @Override
        public void askToPing(String helper, long number, String nodeId, List<Rumour> rumours) {
            send(helper, "ask", rumours, swim -> swim.asked(self, number, nodeId, rumours, now));
        }

        @Override
        public void answerAsker(String asker, long number, String nodeId, boolean reached, List<Rumour> rumours) {
            send(
                    asker,
                    reached ? "reached" : "nack",
                    rumours,
                    swim -> swim.helperAnswered(self, number, nodeId, reached, rumours, now));
        }

        @Override
        public void standing(String nodeId, Standing standing) {
            changes.add(self + ": " + nodeId + " " + standing);
        }

        private void send(String to, String kind, List<Rumour> rumours, java.util.function.Consumer<Swim> arrive) {
            Sent sent =
                    new Sent(now + DELAY_MILLIS, order++, self, to, kind, rumours, () -> arrive.accept(nodes.get(to)));
            log.add(sent);
            if (!cutWays.contains(self + ">" + to) && !lost.test(sent)) {
                underWay.add(sent);
            }
        }
    }
}
