package dev.meguri.bench;

import dev.meguri.bench.hits.HitBench;
import dev.meguri.bench.memory.MemoryBench;
import java.util.List;

/** Every bench, in the order of the table. */
final class Benches {
    static final List<Bench> ALL = List.of(
            RedisPairs.ONE_NODE,
            RedisPairs.PIPELINED,
            RedisPairs.CLUSTER,
            new RestBench(),
            new TailBench(),
            new StartBench(),
            ClientPairs.HAZELCAST,
            ClientPairs.STRONG_HAZELCAST,
            ClientPairs.STRONG_ETCD,
            new ClientBench(),
            new NearBench(),
            new MemoryBench(),
            new HitBench());

    private Benches() {}

    static List<String> ids() {
        return ALL.stream().map(Bench::id).toList();
    }
}
