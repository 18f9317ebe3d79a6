package dev.meguri.resp.push;

import dev.meguri.resp.RespLimits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one client subscribed to. One thread owns it. */
public final class Subscriber {
    /** What a subscription costs beside its name, about. */
    private static final int BYTES_EACH = 128;

    private final Map<SubscriptionKind, Set<Name>> names = new EnumMap<>(SubscriptionKind.class);
    private long bytes;

    public Subscriber() {
        for (SubscriptionKind kind : SubscriptionKind.values()) {
            names.put(kind, new LinkedHashSet<>());
        }
    }

    /** Whether there is room for one more. */
    public boolean hasRoomFor(Name name) {
        return bytes + name.bytes().length + BYTES_EACH <= RespLimits.MAX_SUBSCRIPTION_BYTES;
    }

    /** False: it was there. */
    public boolean add(SubscriptionKind kind, Name name) {
        boolean added = names.get(kind).add(name);
        bytes += added ? name.bytes().length + BYTES_EACH : 0;
        return added;
    }

    /** False: it was not there. */
    public boolean remove(SubscriptionKind kind, Name name) {
        boolean removed = names.get(kind).remove(name);
        bytes -= removed ? name.bytes().length + BYTES_EACH : 0;
        return removed;
    }

    public boolean has(SubscriptionKind kind, Name name) {
        return names.get(kind).contains(name);
    }

    /** In the order in which they came. */
    public List<Name> names(SubscriptionKind kind) {
        return new ArrayList<>(names.get(kind));
    }

    public int count(SubscriptionKind kind) {
        return names.get(kind).size();
    }

    /** The number that the client is told with a change of this kind: channels and patterns are counted together. */
    public int toldCount(SubscriptionKind kind) {
        return kind == SubscriptionKind.SHARD
                ? count(kind)
                : count(SubscriptionKind.CHANNEL) + count(SubscriptionKind.PATTERN);
    }

    public boolean isEmpty() {
        return bytes == 0;
    }
}
