package dev.meguri.node.resp;

import dev.meguri.node.resp.push.PushQueue;
import dev.meguri.node.resp.push.PushTarget;
import dev.meguri.resp.RespLimits;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.push.Name;
import dev.meguri.resp.push.Push;
import dev.meguri.resp.push.Subscriber;
import dev.meguri.resp.push.SubscriptionKind;
import java.util.Queue;

/**
 * What one client is sent without asking, and why. Owned by the connection's event loop, but for what {@link PushTarget} has, which
 * any thread calls.
 */
final class ConnectionPushes implements PushTarget {
    private final RespNode node;
    private final RespConnection connection;
    private final Session session;
    /** Null: this client was never sent anything without asking. */
    private volatile PushQueue queue;

    ConnectionPushes(RespNode node, RespConnection connection, Session session) {
        this.node = node;
        this.connection = connection;
        this.session = session;
    }

    /** What the client listens to. */
    Subscriber listen() {
        if (session.subscriber == null) {
            session.subscriber = new Subscriber();
        }
        return session.subscriber;
    }

    /** The client listens to nothing any more, and is not told of keys. */
    void forgetAll() {
        forgetTracking();
        if (session.subscriber != null) {
            node.push().forget(this, session.subscriber);
            session.subscriber = null;
        }
    }

    /** The client is not told of keys any more. */
    void forgetTracking() {
        if (session.tracking != null) {
            node.watch().untrack(session.tracking, session.tracking.prefixes);
            session.tracking = null;
        }
    }

    @Override
    public void push(Push push) {
        PushQueue known = queue;
        if ((known == null ? firstQueue() : known).add(push)) {
            connection.workSoon();
        } else {
            connection.runHere(() -> connection.cutOff(node.counters().slowListeners));
        }
    }

    private synchronized PushQueue firstQueue() {
        if (queue == null) {
            queue = new PushQueue();
        }
        return queue;
    }

    @Override
    public void shardChannelLeft(Name channel) {
        connection.runHere(() -> {
            Subscriber subscriber = session.subscriber;
            if (subscriber != null && subscriber.remove(SubscriptionKind.SHARD, channel)) {
                node.push().subscriptions().remove(SubscriptionKind.SHARD, channel, this);
                push(Push.unsubscribed(SubscriptionKind.SHARD, channel, subscriber.count(SubscriptionKind.SHARD)));
            }
        });
    }

    /** What was pushed comes after the answers of all commands that came before it: it may tell that they are outdated. */
    void takeInto(Queue<Pending> waiting) {
        PushQueue from = queue;
        if (from != null) {
            for (Push push = from.poll(); push != null; push = from.poll()) {
                waiting.add(new Pushed(connection, session.protocol, from, push));
            }
        }
    }

    /** Whether more waits than may. @param unsentBytes that the network has not taken yet */
    boolean isOver(long unsentBytes) {
        PushQueue waits = queue;
        return waits != null && unsentBytes + waits.bytes() > RespLimits.MAX_PUSHED_BYTES;
    }

    /** One push, in its turn. */
    private static final class Pushed extends Pending {
        private final PushQueue from;
        private final Push push;

        Pushed(RespConnection connection, int protocol, PushQueue from, Push push) {
            super(connection, protocol);
            this.from = from;
            this.push = push;
        }

        @Override
        boolean isDone() {
            return true;
        }

        @Override
        void writeTo(RespWriter out, Session session) {
            from.written(push);
            if (push.isFor(session.subscriber, session.protocol)) {
                push.writeTo(out);
            }
        }
    }
}
