package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.meguri.node.OneNodeManager;
import dev.meguri.resp.command.Command;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, the node answers or hangs up: it neither fails nor falls silent, and serves the next client. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class NodeFuzzTest {
    private static final int COMMANDS = 2_000;
    private static final int STREAMS = 100;
    private static final int TIMEOUT_MILLIS = 20_000;

    /** They change how many answers there are, or when; each has tests of its own. */
    private static final Set<Command> NOT_ONE_ANSWER = EnumSet.of(
            Command.QUIT,
            Command.CLIENT,
            Command.WAIT,
            Command.SUBSCRIBE,
            Command.PSUBSCRIBE,
            Command.SSUBSCRIBE,
            Command.UNSUBSCRIBE,
            Command.PUNSUBSCRIBE,
            Command.SUNSUBSCRIBE);

    private static final String[] WORDS = {
        "",
        "0",
        "1",
        "-1",
        "2147483647",
        "2147483648",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999",
        "1.5",
        "nan",
        "-inf",
        "1e400",
        "*",
        "[a-",
        "\\",
        "(",
        "\u0000\u00ff",
        "a\r\nb",
        "EX",
        "PX",
        "EXAT",
        "PXAT",
        "KEEPTTL",
        "PERSIST",
        "NX",
        "XX",
        "GT",
        "LT",
        "GET",
        "LEN",
        "IDX",
        "WITHMATCHLEN",
        "COUNT",
        "MATCH",
        "TYPE",
        "REPLACE",
        "DB",
        "BYTE",
        "BIT",
        "ASYNC",
        "SYNC",
        "HELP",
        "RESET",
        "LIST",
        "INFO",
        "DOCS",
        "SLOTS",
        "SHARDS",
        "NODES",
        "KEYSLOT",
        "COUNTKEYSINSLOT",
        "GETKEYSINSLOT",
        "COUNTKEYS",
        "GETKEYS",
        "GETKEYSANDFLAGS",
        "FILTERBY",
        "ENCODING",
        "IDLETIME",
        "FREQ",
        "REFCOUNT",
        "USAGE",
        "SAMPLES",
        "STATS",
        "DOCTOR",
        "HISTORY",
        "LATEST",
        "GRAPH",
        "HISTOGRAM",
        "CHANNELS",
        "NUMSUB",
        "NUMPAT",
        "SHARDCHANNELS",
        "SET",
        "REWRITE",
        "maxmemory",
        "notify-keyspace-events",
        "TOKEN",
        "VERSION",
        "ABSENT",
        "get",
        "mset",
        "default"
    };

    @Inject
    RespServer server;

    private final List<String> bugs = new ArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (record.getMessage().contains("this is a bug")) {
                synchronized (bugs) {
                    bugs.add(record.getMessage() + " " + record.getThrown());
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void start() throws InterruptedException {
        OneNodeManager.awaitSynced();
        Logger.getLogger("dev.meguri").addHandler(log);
    }

    @AfterEach
    void stop() throws IOException {
        Logger.getLogger("dev.meguri").removeHandler(log);
        try (RespSocket next = new RespSocket(server.announcedPort())) {
            next.call("CONFIG SET notify-keyspace-events \"\"");
            next.call("FLUSHALL");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyCommand_withAnyWords_isAnswered(long seed) throws IOException {
        Random random = new Random(seed);
        List<Command> commands = new ArrayList<>(List.of(Command.values()));
        commands.removeAll(NOT_ONE_ANSWER);
        try (RawSocket client = new RawSocket(server.announcedPort())) {
            for (int i = 0; i < COMMANDS; i++) {
                List<String> words = words(random, commands.get(random.nextInt(commands.size())));
                String answer = client.call(words);
                assertFalse(answer.contains("this node failed"), () -> words + " " + answer);
            }
        }
        assertNoBugs("seed " + seed);
    }

    /** As many words as it takes, or so, and keys that meet each other. */
    private static List<String> words(Random random, Command command) {
        List<String> words = new ArrayList<>();
        words.add(command.text());
        int least = Math.abs(command.arity()) - 1;
        int count = Math.max(0, least + (random.nextInt(4) == 0 ? random.nextInt(5) - 1 : 0));
        count += command.arity() < 0 ? random.nextInt(4) : 0;
        for (int i = 1; i <= count; i++) {
            boolean isKey = command.firstKey() == i || random.nextInt(5) == 0;
            words.add(isKey ? "{fuzz}" + random.nextInt(5) : WORDS[random.nextInt(WORDS.length)]);
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyBytes_areAnsweredOrEndTheConnection(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < STREAMS; i++) {
            byte[] bytes = bytes(random);
            try (Socket socket = new Socket("127.0.0.1", server.announcedPort())) {
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                // an answer or none, but an end
                socket.getInputStream().readAllBytes();
            } catch (SocketException e) {
                // it hung up before it had read all
            }
        }
        try (RespSocket next = new RespSocket(server.announcedPort())) {
            assertEquals("PONG", next.call("PING"));
        }
        assertNoBugs("seed " + seed);
    }

    /** Commands as they should be, with some bytes changed, left out or put in; sometimes nothing but such bytes. */
    private static byte[] bytes(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = random.nextInt(5); i >= 0; i--) {
            List<String> words = words(random, random.nextBoolean() ? Command.SET : Command.MGET);
            out.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            for (String word : words) {
                out.writeBytes(("$" + word.length() + "\r\n" + word + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        byte[] right = out.toByteArray();
        out.reset();
        int spoiledPercent = random.nextInt(4) == 0 ? 100 : random.nextInt(10);
        for (byte each : right) {
            if (random.nextInt(100) >= spoiledPercent) {
                out.write(each);
                continue;
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                out.write(
                        random.nextBoolean() ? random.nextInt(256) : "*$-+:0123456789\r\n".charAt(random.nextInt(17)));
            }
        }
        return out.toByteArray();
    }

    private void assertNoBugs(String where) {
        synchronized (bugs) {
            assertEquals(List.of(), bugs, where);
        }
    }
}
