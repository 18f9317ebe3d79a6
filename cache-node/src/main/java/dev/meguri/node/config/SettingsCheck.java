package dev.meguri.node.config;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.AgentSettings;
import dev.meguri.service.start.StartFailure;
import java.net.URI;
import java.util.regex.Pattern;

/** Refuses settings that cannot work, naming the key and what it may be. */
public final class SettingsCheck {
    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final int MAX_SHARDS = 64;
    private static final int MAX_WEIGHT = 10_000;
    private static final long MIN_POOL_BYTES = 1024L * 1024;

    private SettingsCheck() {}

    public static void check(NodeConfig config) {
        config.node().id().ifPresent(SettingsCheck::nodeId);
        range("meguri.node.weight", config.node().weight(), 1, MAX_WEIGHT);
        config.node().shards().ifPresent(shards -> range("meguri.node.shards", shards, 1, MAX_SHARDS));
        config.node().port().ifPresent(port -> range("meguri.node.port", port, 1, 65_535));
        require(
                !config.node().host().isBlank(),
                "meguri.node.host",
                "must name the address where peers reach this node");
        range("meguri.snapshot.interval", config.snapshot().interval().toMillis(), 100, Limits.MAX_TTL_MILLIS);
        gossip(config.gossip());
        resp(config.resp());
        config.memory()
                .pool()
                .ifPresent(pool -> range(
                        "meguri.memory.pool",
                        pool.asLongValue(),
                        MIN_POOL_BYTES,
                        Runtime.getRuntime().maxMemory()));
        managerUrl(config.manager().url());
    }

    private static void resp(NodeConfig.Resp resp) {
        range("meguri.resp.port", resp.port(), 0, 65_535);
        resp.announcePort().ifPresent(port -> range("meguri.resp.announce-port", port, 1, 65_535));
        resp.announceHost()
                .ifPresent(host -> require(
                        !host.isBlank() && host.chars().noneMatch(Character::isWhitespace),
                        "meguri.resp.announce-host",
                        "must be a name or an address, not \"" + host + "\""));
        resp.password()
                .ifPresent(password -> require(
                        !password.isBlank(), "meguri.resp.password", "must not be blank: leave it out for none"));
    }

    /** A period is at most the time for which a peer may owe an answer until it is unreachable. */
    private static void gossip(NodeConfig.Gossip gossip) {
        long interval = gossip.probeInterval().toMillis();
        range("meguri.gossip.probe-interval", interval, 50, AgentSettings.DEFAULT_SILENCE_MILLIS);
        range("meguri.gossip.probe-timeout", gossip.probeTimeout().toMillis(), 5, (interval - 1) / 2);
        range("meguri.gossip.indirect-probes", gossip.indirectProbes(), 0, 16);
        range("meguri.gossip.suspicion-multiplier", gossip.suspicionMultiplier(), 2, 100);
    }

    /** Whether a node can have so many shards. */
    public static boolean isShardCount(int shards) {
        return shards >= 1 && shards <= MAX_SHARDS;
    }

    public static void nodeId(String nodeId) {
        require(
                NODE_ID.matcher(nodeId).matches(),
                "meguri.node.id",
                "must be 1 to 63 letters, digits, dots, underscores or dashes, not \"" + nodeId + "\"");
    }

    private static void managerUrl(String url) {
        try {
            URI uri = URI.create(url);
            require(
                    uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())),
                    "meguri.manager.url",
                    "must look like http://host:8090, not \"" + url + "\"");
        } catch (IllegalArgumentException e) {
            throw new StartFailure("meguri.manager.url must look like http://host:8090, not \"" + url + "\"");
        }
    }

    private static void range(String key, long value, long least, long most) {
        require(value >= least && value <= most, key, "must be from " + least + " to " + most + ", not " + value);
    }

    private static void require(boolean condition, String key, String way) {
        if (!condition) {
            throw new StartFailure(key + " " + way);
        }
    }
}
