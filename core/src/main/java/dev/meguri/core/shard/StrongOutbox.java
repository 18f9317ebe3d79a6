package dev.meguri.core.shard;

import static dev.meguri.core.limits.Limits.MAX_STRONG_BYTES_PER_BATCH;
import static dev.meguri.core.limits.Limits.MAX_STRONG_MESSAGES_PER_BATCH;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.strong.StrongMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * What a turn says to other nodes about strong keys. It waits until the turn is over, and goes in one message per node and
 * bound: where slots move by the thousand, a message for each would cost every node a turn for each.
 */
final class StrongOutbox {
    private final LongSupplier clock;
    private final BiConsumer<String, ShardMessage> network;
    /** Parallel. Of a message that is sent the node is null. */
    private final List<String> nodes = new ArrayList<>();

    private final List<StrongMessage> messages = new ArrayList<>();

    /** @param clock milliseconds since 1970, by this node; @param network takes a message for a node */
    StrongOutbox(LongSupplier clock, BiConsumer<String, ShardMessage> network) {
        this.clock = clock;
        this.network = network;
    }

    void add(String nodeId, StrongMessage message) {
        nodes.add(nodeId);
        messages.add(message);
    }

    /** Messages to one node stay in order. */
    void flush() {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) != null) {
                sendAllTo(nodes.get(i), i);
            }
        }
        nodes.clear();
        messages.clear();
    }

    private void sendAllTo(String nodeId, int first) {
        List<StrongMessage> batch = new ArrayList<>(1);
        long bytes = 0;
        for (int i = first; i < nodes.size(); i++) {
            if (!nodeId.equals(nodes.get(i))) {
                continue;
            }
            nodes.set(i, null);
            long more = messages.get(i).payloadBytes();
            boolean isFull = batch.size() == MAX_STRONG_MESSAGES_PER_BATCH || bytes + more > MAX_STRONG_BYTES_PER_BATCH;
            if (!batch.isEmpty() && isFull) {
                send(nodeId, batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(messages.get(i));
            bytes += more;
        }
        send(nodeId, batch);
    }

    private void send(String nodeId, List<StrongMessage> batch) {
        long millis = Math.max(0, clock.getAsLong());
        network.accept(
                nodeId,
                batch.size() == 1
                        ? ShardMessage.Strong.of(batch.getFirst(), millis)
                        : new ShardMessage.StrongBatch(batch, millis));
    }
}
