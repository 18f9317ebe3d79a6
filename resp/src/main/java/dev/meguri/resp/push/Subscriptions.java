package dev.meguri.resp.push;

import dev.meguri.resp.program.Glob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who gets what is published. Any thread asks; a subscriber is added and taken away by one thread, and may still be given what
 * another thread published meanwhile.
 *
 * @param <S> a subscriber, by identity
 */
public final class Subscriptions<S> {
    private static final Object[] NOBODY = {};

    /** Lists of subscribers are replaced, never changed. */
    private record Listeners(Glob glob, Object[] all) {}

    private final Map<SubscriptionKind, ConcurrentHashMap<Name, Listeners>> byKind =
            new EnumMap<>(SubscriptionKind.class);

    public Subscriptions() {
        for (SubscriptionKind kind : SubscriptionKind.values()) {
            byKind.put(kind, new ConcurrentHashMap<>());
        }
    }

    /** To be called once per subscriber and name, until it is removed. */
    public void add(SubscriptionKind kind, Name name, S subscriber) {
        byKind.get(kind).compute(name, (n, before) -> {
            if (before == null) {
                return new Listeners(
                        kind == SubscriptionKind.PATTERN ? new Glob(n.bytes()) : null, new Object[] {subscriber});
            }
            Object[] all = Arrays.copyOf(before.all, before.all.length + 1);
            all[before.all.length] = subscriber;
            return new Listeners(before.glob, all);
        });
    }

    public void remove(SubscriptionKind kind, Name name, S subscriber) {
        byKind.get(kind).computeIfPresent(name, (n, before) -> {
            List<Object> left = new ArrayList<>(before.all.length);
            for (Object one : before.all) {
                if (one != subscriber) {
                    left.add(one);
                }
            }
            return left.isEmpty() ? null : new Listeners(before.glob, left.toArray());
        });
    }

    /** How one subscriber is given a message: on the publisher's thread. */
    @FunctionalInterface
    public interface Delivery<S> {
        void give(S subscriber, Push push);
    }

    /**
     * Encodes the message once per way to it, and only where somebody listens.
     *
     * @param kind CHANNEL, which patterns get too, or SHARD
     * @return how often it was delivered
     */
    public int publish(SubscriptionKind kind, byte[] channel, byte[] payload, Delivery<S> delivery) {
        Name name = new Name(channel);
        Listeners direct = byKind.get(kind).get(name);
        int delivered = direct == null ? 0 : deliver(direct, Push.message(kind, name, payload), delivery);
        if (kind == SubscriptionKind.CHANNEL) {
            for (Map.Entry<Name, Listeners> one :
                    byKind.get(SubscriptionKind.PATTERN).entrySet()) {
                if (one.getValue().glob.matches(channel)) {
                    Push push = Push.patternMessage(one.getKey(), channel, payload);
                    delivered += deliver(one.getValue(), push, delivery);
                }
            }
        }
        return delivered;
    }

    @SuppressWarnings("unchecked")
    private int deliver(Listeners to, Push push, Delivery<S> delivery) {
        for (Object one : to.all) {
            delivery.give((S) one, push);
        }
        return to.all.length;
    }

    /** How often it would be delivered. */
    public int listeners(SubscriptionKind kind, byte[] channel) {
        int listeners = subscribers(kind, new Name(channel)).length;
        if (kind == SubscriptionKind.CHANNEL) {
            for (Listeners one : byKind.get(SubscriptionKind.PATTERN).values()) {
                listeners += one.glob.matches(channel) ? one.all.length : 0;
            }
        }
        return listeners;
    }

    /** How many subscribed to exactly this. */
    public int count(SubscriptionKind kind, Name name) {
        return subscribers(kind, name).length;
    }

    private Object[] subscribers(SubscriptionKind kind, Name name) {
        Listeners found = byKind.get(kind).get(name);
        return found == null ? NOBODY : found.all;
    }

    /** Each once; in no particular order. @param glob null: all */
    public List<Name> names(SubscriptionKind kind, Glob glob) {
        List<Name> names = new ArrayList<>();
        for (Name name : byKind.get(kind).keySet()) {
            if (glob == null || glob.matches(name.bytes())) {
                names.add(name);
            }
        }
        return names;
    }

    /** Who subscribed to exactly this. */
    @SuppressWarnings("unchecked")
    public List<S> of(SubscriptionKind kind, Name name) {
        return (List<S>) List.of(subscribers(kind, name));
    }

    /** Different names that somebody subscribed to. */
    public int size(SubscriptionKind kind) {
        return byKind.get(kind).size();
    }

    public boolean isEmpty() {
        return byKind.values().stream().allMatch(Map::isEmpty);
    }
}
