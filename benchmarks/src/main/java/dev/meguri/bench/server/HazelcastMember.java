package dev.meguri.bench.server;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.properties.ClusterProperty;
import java.util.Arrays;
import java.util.List;

/** One member of a Hazelcast cluster on this machine, a process of its own. Its arguments: its port, then those of all. */
public final class HazelcastMember {
    public static final String CLUSTER = "meguri-bench";
    public static final String MAP = "bench";
    /** Printed when all members are there. */
    static final String READY = "the cluster is complete";

    private HazelcastMember() {}

    public static void main(String[] args) {
        List<Integer> ports = Arrays.stream(args).map(Integer::parseInt).toList();
        HazelcastInstance member =
                Hazelcast.newHazelcastInstance(config(ports.getFirst(), ports.subList(1, ports.size())));
        if (member.getCluster().getMembers().size() != ports.size() - 1) {
            throw new IllegalStateException("another number of members: " + member.getCluster());
        }
        System.out.println(READY);
    }

    /** One synchronous backup: two copies. The rest is as it comes, but for how members find each other. */
    static Config config(int port, List<Integer> ports) {
        Config config = new Config();
        config.setClusterName(CLUSTER);
        config.addMapConfig(new MapConfig(MAP).setBackupCount(1).setAsyncBackupCount(0));
        config.setProperty(ClusterProperty.PHONE_HOME_ENABLED.getName(), "false");
        // A member is started when it has found as many.
        config.setProperty(ClusterProperty.INITIAL_MIN_CLUSTER_SIZE.getName(), Integer.toString(ports.size()));
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(port).setPortAutoIncrement(false).setPublicAddress("127.0.0.1:" + port);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        ports.forEach(each -> join.getTcpIpConfig().addMember("127.0.0.1:" + each));
        return config;
    }
}
