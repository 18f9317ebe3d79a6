package dev.meguri.node.resp.push;

import dev.meguri.core.membership.Member;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Slots;
import dev.meguri.resp.push.Name;
import dev.meguri.resp.push.Subscriber;
import dev.meguri.resp.push.SubscriptionKind;
import dev.meguri.resp.push.Subscriptions;
import dev.meguri.wire.PeerCodec;
import dev.meguri.wire.PeerMessage;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Messages to channels: to the clients of this node, and over the peers' links to those of all others. A message is lost where a
 * link is down, as in Redis. Any thread.
 */
public final class PushHub {
    private final String self;
    private final Supplier<ClusterState> state;
    private final BiConsumer<String, byte[]> toPeer;
    private final Subscriptions<PushTarget> subscriptions = new Subscriptions<>();
    private final LongAdder delivered = new LongAdder();

    /**
     * @param state null: none yet
     * @param toPeer a node id, and an envelope for it; it may be lost
     */
    public PushHub(String self, Supplier<ClusterState> state, BiConsumer<String, byte[]> toPeer) {
        this.self = self;
        this.state = state;
        this.toPeer = toPeer;
    }

    public Subscriptions<PushTarget> subscriptions() {
        return subscriptions;
    }

    /** Messages given to clients. */
    public LongAdder delivered() {
        return delivered;
    }

    /** To all listeners of the cluster. @return those of this node */
    public int publish(byte[] channel, byte[] payload) {
        ClusterState now = state.get();
        if (now != null) {
            Set<String> others = new LinkedHashSet<>();
            for (Member member : now.members()) {
                others.add(member.nodeId());
            }
            send(others, channel, payload, false);
        }
        return deliver(SubscriptionKind.CHANNEL, channel, payload);
    }

    /** To the listeners at the nodes that hold the channel's slot. @return those of this node */
    public int publishInSlot(byte[] channel, byte[] payload) {
        ClusterState now = state.get();
        if (now != null) {
            SlotAssignment assignment = now.slot(Key.of(channel).slot(Slots.COUNT));
            Set<String> holders = new LinkedHashSet<>(assignment.current());
            for (Member member : now.members()) {
                if (assignment.holds(member.nodeId())) {
                    holders.add(member.nodeId());
                }
            }
            send(holders, channel, payload, true);
        }
        return deliver(SubscriptionKind.SHARD, channel, payload);
    }

    private void send(Set<String> peers, byte[] channel, byte[] payload, boolean sharded) {
        peers.remove(self);
        if (!peers.isEmpty()) {
            byte[] envelope = PeerCodec.encode(new PeerMessage.Publish(channel, payload, sharded));
            peers.forEach(peer -> toPeer.accept(peer, envelope));
        }
    }

    /** What another node published. */
    public void received(PeerMessage.Publish message) {
        deliver(
                message.sharded() ? SubscriptionKind.SHARD : SubscriptionKind.CHANNEL,
                message.channel(),
                message.payload());
    }

    private int deliver(SubscriptionKind kind, byte[] channel, byte[] payload) {
        int receivers = subscriptions.publish(kind, channel, payload, PushTarget::push);
        delivered.add(receivers);
        return receivers;
    }

    /** To the listeners of this node alone. */
    void tellHere(byte[] channel, byte[] payload) {
        deliver(SubscriptionKind.CHANNEL, channel, payload);
    }

    /** Whether anybody listens to anything that has no slot. */
    boolean hasListeners() {
        return subscriptions.size(SubscriptionKind.CHANNEL) + subscriptions.size(SubscriptionKind.PATTERN) > 0;
    }

    /** Subscriptions to channels whose slot is not held here any more are over. */
    public void adopted(ClusterState next) {
        if (subscriptions.size(SubscriptionKind.SHARD) == 0) {
            return;
        }
        for (Name name : subscriptions.names(SubscriptionKind.SHARD, null)) {
            if (!next.slot(Key.of(name.bytes()).slot(Slots.COUNT)).holds(self)) {
                subscriptions.of(SubscriptionKind.SHARD, name).forEach(target -> target.shardChannelLeft(name));
            }
        }
    }

    /** The client is gone, or begins anew. */
    public void forget(PushTarget target, Subscriber subscriber) {
        for (SubscriptionKind kind : SubscriptionKind.values()) {
            for (Name name : subscriber.names(kind)) {
                subscriptions.remove(kind, name, target);
            }
        }
    }
}
