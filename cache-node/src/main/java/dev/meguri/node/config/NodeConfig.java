package dev.meguri.node.config;

import dev.meguri.core.membership.gossip.GossipSettings;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings of a node, each as {@code meguri.…} or as an environment variable ({@code MEGURI_NODE_ID}). */
@ConfigMapping(prefix = "meguri")
public interface NodeConfig {
    Node node();

    Manager manager();

    Cluster cluster();

    Memory memory();

    Snapshot snapshot();

    Faults faults();

    Gossip gossip();

    Resp resp();

    /** Folder of the node's database: its name, snapshot and last cluster state. One process per folder. */
    @WithDefault("meguri-data")
    String dataDir();

    /** Folder with jars of own resolvers of concurrent writes; the same ones on every node. */
    Optional<String> resolversDir();

    interface Node {
        /** Stable and unique in the cluster. Without it: the one in the data folder, or a new one. */
        Optional<String> id();

        /** Where peers and clients reach this node. A name that only this machine knows keeps others out. */
        @WithDefault("127.0.0.1")
        String host();

        /** Announced port, where it differs from quarkus.http.port (behind a mapping of ports). */
        OptionalInt port();

        /** Failure domain: replicas are kept in different zones where possible. */
        Optional<String> zone();

        /** Share of the slots relative to other nodes; 100 is an ordinary node. */
        @WithDefault("100")
        int weight();

        /** Whether the node waits, without slots, until it is admitted. */
        @WithDefault("false")
        boolean standby();

        /**
         * Threads that own keys, and event loops. Too many: they wake and wait for each other, above all where several nodes share
         * a machine; too few: idle cores. Without it: cores, at most 4.
         */
        OptionalInt shards();
    }

    interface Manager {
        /** Where the cluster manager is. It need not be up. */
        @WithDefault("http://127.0.0.1:8090")
        String url();
    }

    interface Cluster {
        /** Where set, nodes talk only to nodes that have the same. */
        Optional<String> secret();
    }

    interface Memory {
        /** Accounted bytes of the cache. Without it: 60% of the heap. Too high: the heap fills up. */
        Optional<MemorySize> pool();
    }

    interface Faults {
        /** Whether faults can be made on purpose at /api/faults. Whoever reaches the node can then stop it. */
        @WithDefault("false")
        boolean enabled();
    }

    /** How the nodes watch each other. */
    interface Gossip {
        /** In each such period one other node is probed. Short: failures are found sooner; long: less traffic. */
        @WithDefault("500ms")
        Duration probeInterval();

        /** Without an answer for so long, others are asked to probe. Under half of the interval. */
        @WithDefault("200ms")
        Duration probeTimeout();

        /** How many others are asked. */
        @WithDefault("3")
        int indirectProbes();

        /** A suspicion lasts for at least so many intervals. Low: a pause looks like a failure. */
        @WithDefault("4")
        int suspicionMultiplier();

        default GossipSettings settings() {
            GossipSettings base = GossipSettings.DEFAULTS;
            return new GossipSettings(
                    probeInterval().toMillis(),
                    probeTimeout().toMillis(),
                    indirectProbes(),
                    suspicionMultiplier(),
                    base.suspicionMaxMultiplier(),
                    base.retransmitMultiplier(),
                    base.maxLocalHealth());
        }
    }

    /** The Redis protocol. */
    interface Resp {
        /** Whether the node speaks it. */
        @WithDefault("true")
        boolean enabled();

        /** Where it listens. */
        @WithDefault("127.0.0.1")
        String host();

        /** 0: any free one. */
        @WithDefault("7001")
        int port();

        /** Where clients reach it, where that differs from meguri.node.host: behind a mapping of addresses. */
        Optional<String> announceHost();

        /** The same of the port. */
        OptionalInt announcePort();

        /** Where set, clients have to AUTH with it. */
        Optional<String> password();

        /** What HELLO calls the server: clients look at it for what they may ask. */
        @WithDefault("redis")
        String serverName();

        /** The version of Redis whose commands are meant. */
        @WithDefault("7.4.0")
        String serverVersion();

        /** What listeners are told of keys that this node leads, in the letters of Redis: KEA for all; none: nothing. */
        Optional<String> notifyKeyspaceEvents();
    }

    interface Snapshot {
        /** Pause between snapshots of what changed. Short: more disk work; long: more to repair after a crash. */
        @WithDefault("10s")
        Duration interval();
    }
}
