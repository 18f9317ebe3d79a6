package dev.meguri.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.config.Config;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the processes of peers are told, without starting any. */
class PeerProcessesTest {
    private static final List<Integer> PORTS = List.of(6_400, 6_401, 6_402);

    @Test
    void member_isAProcessOfOurs_withItsPortFirst() {
        List<String> command = HazelcastServers.command("a.jar:b.jar", 6_401, PORTS);
        assertTrue(command.getFirst().endsWith("/bin/java"), command.getFirst());
        assertTrue(command.contains("-Xmx512m"));
        assertEquals(
                List.of("-cp", "a.jar:b.jar", HazelcastMember.class.getName(), "6401", "6400", "6401", "6402"),
                command.subList(command.indexOf("-cp"), command.size()));
    }

    @Test
    void member_hasOneSynchronousBackup_andAsksNobodyElse() {
        Config config = HazelcastMember.config(6_401, PORTS);
        assertEquals(1, config.getMapConfig(HazelcastMember.MAP).getBackupCount());
        assertEquals(0, config.getMapConfig(HazelcastMember.MAP).getAsyncBackupCount());
        assertEquals("false", config.getProperty("hazelcast.phone.home.enabled"));
        assertEquals("3", config.getProperty("hazelcast.initial.min.cluster.size"));
        assertEquals(6_401, config.getNetworkConfig().getPort());
        assertFalse(config.getNetworkConfig().isPortAutoIncrement());
        assertFalse(config.getNetworkConfig().getJoin().getMulticastConfig().isEnabled());
        assertEquals(
                List.of("127.0.0.1:6400", "127.0.0.1:6401", "127.0.0.1:6402"),
                config.getNetworkConfig().getJoin().getTcpIpConfig().getMembers());
    }

    @Test
    void etcd_listensOnLoopbackAlone_andKnowsAll() {
        List<String> command = EtcdServers.command(Path.of("/dev/shm/data"), 6_401, PORTS);
        assertEquals("/dev/shm/data", after(command, "--data-dir"));
        assertEquals("http://127.0.0.1:6401", after(command, "--listen-client-urls"));
        assertEquals("http://127.0.0.1:6501", after(command, "--listen-peer-urls"));
        assertEquals(
                "etcd-6400=http://127.0.0.1:6500,etcd-6401=http://127.0.0.1:6501,etcd-6402=http://127.0.0.1:6502",
                after(command, "--initial-cluster"));
    }

    private static String after(List<String> command, String option) {
        return command.get(command.indexOf(option) + 1);
    }
}
