package dev.meguri.core.shard;

import dev.meguri.core.message.ShardMessage;

/** The requests of one shard that peers have yet to answer, by id. Ids of two runs of a node do not meet. */
public final class Requests {
    /** Who made a request. */
    @FunctionalInterface
    public interface Asker {
        void onAnswer(String nodeId, ShardMessage answer);
    }

    private static final int COUNTER_BITS = 40;

    private final LongTable<Asker> open = new LongTable<>();
    private long nextId;

    Requests(long seed) {
        long mixed = seed * 0x9e3779b97f4a7c15L;
        this.nextId = ((mixed >>> (COUNTER_BITS + 1)) << COUNTER_BITS) + 1;
    }

    /** Which run of a shard gave the id: within one, later ids are greater. */
    public static long runOf(long id) {
        return id >>> COUNTER_BITS;
    }

    /** A new id; answers to it go to the asker until it is closed. */
    public long open(Asker asker) {
        long id = nextId++;
        open.put(id, asker);
        return id;
    }

    public void close(long id) {
        open.remove(id);
    }

    /** Hands an answer over; what nobody waits for any more is dropped. */
    public void answer(long id, String nodeId, ShardMessage answer) {
        Asker asker = open.get(id);
        if (asker != null) {
            asker.onAnswer(nodeId, answer);
        }
    }

    public int size() {
        return open.size();
    }
}
