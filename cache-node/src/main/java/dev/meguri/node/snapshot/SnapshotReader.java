package dev.meguri.node.snapshot;

import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.core.store.Entry;
import dev.meguri.node.shard.ShardPool;
import dev.meguri.wire.WireException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Gives the shards what the snapshot has, group by group. The next group is read and decoded on the caller's thread while the
 * shards take the one before: a start has few turns, and no thread waits for each slot. Blocks.
 */
final class SnapshotReader {
    private final ShardPool pool;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private long entries;

    SnapshotReader(ShardPool pool) {
        this.pool = pool;
    }

    /**
     * @return how many entries there were
     * @throws WireException when nothing of the snapshot is to be trusted; the shards may have been given some of it
     */
    long read(Connection connection) throws SQLException, WireException {
        try {
            if (OldSnapshotTable.exists(connection)) {
                OldSnapshotTable.readAll(connection, some -> give(split(some)));
                underWay.join();
                SnapshotWriter.markWhole(pool);
            } else {
                readGroups(connection);
            }
        } finally {
            underWay.join();
        }
        return entries;
    }

    private void readGroups(Connection connection) throws SQLException, WireException {
        try (SnapshotTable table = new SnapshotTable(connection, StoredRows.read(connection))) {
            table.requireAll();
            for (int group = 0; group < SlotGroups.COUNT; group++) {
                give(split(table.read(group).entries()));
            }
        }
    }

    private void give(List<List<Entry>> byShard) {
        List<CompletableFuture<Void>> given = new ArrayList<>();
        underWay.join();
        for (int shard = 0; shard < byShard.size(); shard++) {
            List<Entry> some = byShard.get(shard);
            entries += some.size();
            if (!some.isEmpty()) {
                given.add(pool.give(shard, new ShardInput.Restore(some)));
            }
        }
        underWay = CompletableFuture.allOf(given.toArray(CompletableFuture[]::new));
    }

    private List<List<Entry>> split(Iterable<Entry> some) {
        List<List<Entry>> split = new ArrayList<>();
        for (int shard = 0; shard < pool.shards(); shard++) {
            split.add(new ArrayList<>());
        }
        for (Entry entry : some) {
            split.get(entry.key().slot(Slots.COUNT) % pool.shards()).add(entry);
        }
        return split;
    }
}
