package dev.meguri.node.shard;

import dev.meguri.node.config.NodeConfig;
import dev.meguri.node.config.SettingsCheck;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.inject.Singleton;

/**
 * One event loop for each shard, and no others: clients' connections, peers' and the shards share them, so that with one shard
 * nothing has to wake another thread, and with several as little as possible. A wake-up costs more than most operations.
 */
@Singleton
public class ShardThreads implements VertxOptionsCustomizer {
    private static final int MAX_DEFAULT_SHARDS = 4;

    private final NodeConfig config;

    ShardThreads(NodeConfig config) {
        this.config = config;
    }

    public int shards() {
        return config.node()
                .shards()
                .orElse(Math.min(MAX_DEFAULT_SHARDS, Runtime.getRuntime().availableProcessors()));
    }

    /** Before the settings are checked: what is refused there is left alone here. */
    @Override
    public void accept(VertxOptions options) {
        if (SettingsCheck.isShardCount(shards())) {
            options.setEventLoopPoolSize(shards());
        }
    }
}
