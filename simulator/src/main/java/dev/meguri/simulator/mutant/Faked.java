package dev.meguri.simulator.mutant;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.workload.Policies;
import java.util.List;

/** What faulty nodes say. */
final class Faked {
    private Faked() {}

    /** The request never arrives, and yet it is answered. */
    static Object answeredInstead(Network network, Endpoint from, Endpoint to, Object answer) {
        network.send(to, from, answer);
        return null;
    }

    /** Whether reads may be older than acknowledged writes, so that only the end tells. */
    static boolean isReadFromOneOfMore(Key key) {
        Policy policy = Policies.of(key.toString());
        return policy.writeQuorum() + policy.readQuorum() <= policy.replicas();
    }

    /** As a primary writes it that kept the write everywhere. */
    static Receipt receiptOf(SimNode primary, Key key, int slot) {
        ClusterState state = primary.adopted();
        List<String> list = state.slot(slot).current();
        int copies = Math.min(Policies.of(key.toString()).replicas(), list.size());
        return new Receipt(
                primary.name().equals(list.getFirst()) ? Receipt.Source.PRIMARY : Receipt.Source.REPLICA,
                primary.name(),
                slot,
                state.ringVersion(),
                copies,
                copies);
    }

    static ShardMessage.Replicate with(ShardMessage.Replicate m, byte[] value, long expireAtMillis) {
        Entry e = m.entry();
        return new ShardMessage.Replicate(
                m.requestId(),
                m.slot(),
                m.epoch(),
                Entry.value(e.key(), e.version(), value, e.contentType(), expireAtMillis));
    }
}
