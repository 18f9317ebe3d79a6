package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same commands to a real redis-server and to this node: the answers are the same, byte by byte. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class DifferentialTest {
    private static final int BATCHES = 250;
    private static final int BATCH = 40;
    private static final long SEED = Long.getLong("meguri.test.seed", 20_260);
    private static final int SHOWN = 25;

    /** Their answers are times, which pass between the two. */
    private static final Set<String> TIMES = Set.of("TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME");

    private static final long TIME_TOLERANCE = 3_000;

    @Inject
    RespServer server;

    @TempDir
    Path folder;

    private RealRedis redis;
    private RawSocket real;
    private RawSocket ours;

    @BeforeEach
    void connect() throws IOException {
        OneNodeManager.awaitSynced();
        redis = RealRedis.start(folder);
        if (redis == null) {
            System.out.println("SKIPPED the comparison with redis-server: it is not installed");
            Assumptions.abort("redis-server is not installed");
        }
        real = new RawSocket(redis.port);
        ours = new RawSocket(server.announcedPort());
        ours.call(List.of("FLUSHALL"));
    }

    @AfterEach
    void disconnect() throws IOException {
        if (redis != null) {
            real.close();
            ours.close();
            redis.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void randomCommands_areAnsweredAlike(String protocol) throws IOException {
        real.call(List.of("HELLO", protocol));
        ours.call(List.of("HELLO", protocol));
        RandomCommands random = new RandomCommands(SEED + Long.parseLong(protocol));
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < BATCHES && differences.size() < SHOWN; i++) {
            compare(random.batch(BATCH), differences);
        }
        if (!differences.isEmpty()) {
            fail("seed " + SEED + ":\n" + String.join("\n", differences));
        }
    }

    private void compare(List<List<String>> commands, List<String> differences) throws IOException {
        List<String> expected = real.callAll(commands);
        List<String> found = ours.callAll(commands);
        for (int i = 0; i < commands.size(); i++) {
            if (!isSame(commands, i, expected.get(i), found.get(i))) {
                differences.add(commands.get(i) + "\n   redis: " + expected.get(i) + "\n   here:  " + found.get(i));
            }
        }
    }

    private static boolean isSame(List<List<String>> commands, int at, String expected, String found) {
        if (expected.equals(found)) {
            return true;
        }
        String name = commands.get(at).getFirst();
        if (TIMES.contains(name)) {
            return isSameTime(expected, found);
        }
        if (!name.equals("EXEC")) {
            return false;
        }
        String[] one = expected.split(", |\\[|]");
        String[] other = found.split(", |\\[|]");
        boolean isSame = one.length == other.length;
        for (int i = 0; isSame && i < one.length; i++) {
            isSame = one[i].equals(other[i]) || isSameTime(one[i], other[i]);
        }
        return isSame;
    }

    private static boolean isSameTime(String expected, String found) {
        if (!expected.matches(":\\d{2,}") || !found.matches(":\\d{2,}")) {
            return false;
        }
        return Math.abs(Long.parseLong(expected.substring(1)) - Long.parseLong(found.substring(1))) <= TIME_TOLERANCE;
    }

    @Test
    void commandsAboutTheServer_areAnsweredAlike() throws IOException {
        List<String> differences = new ArrayList<>();
        List<List<String>> commands = ServerDialogue.commands();
        for (String protocol : List.of("2", "3")) {
            real.call(List.of("HELLO", protocol));
            ours.call(List.of("HELLO", protocol));
            compare(commands, differences);
        }
        assertEquals("", String.join("\n", differences));
    }
}
