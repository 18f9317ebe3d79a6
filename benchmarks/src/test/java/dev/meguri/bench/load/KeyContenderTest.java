package dev.meguri.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.bench.server.Servers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class KeyContenderTest {
    private static final int KEYS = 100;

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, byte[]> values = new ConcurrentHashMap<>();
    private final AtomicLong now = new AtomicLong();
    private final KeyContender contender = contender(KnownClient::new);

    @Test
    void start_setsEveryKey_of16BytesAnd100() {
        contender.start();
        assertEquals(KEYS, values.size());
        assertTrue(values.keySet().stream().allMatch(key -> key.length() == 16), values.keySet()::toString);
        assertTrue(values.values().stream().allMatch(value -> value.length == 100));
    }

    @Test
    void measure_countsWhatTheClientDid() {
        contender.start();
        assertEquals(1_000, contender.measure(KeyCommand.GET, 1).value(), 1);
        assertEquals(1_000, contender.measure(KeyCommand.SET, 1).value(), 1);
        assertEquals(KEYS, values.size());
    }

    @Test
    void get_ofAKeyThatIsLost_orHasAnotherValue_fails() {
        contender.start();
        values.remove("key:000000000042");
        String lost = assertThrows(IllegalStateException.class, () -> contender.measure(KeyCommand.GET, 1))
                .getMessage();
        assertTrue(lost.contains("key:000000000042 has no value"), lost);
        values.put("key:000000000042", new byte[1]);
        String other = assertThrows(IllegalStateException.class, () -> contender.measure(KeyCommand.GET, 1))
                .getMessage();
        assertTrue(other.contains("key:000000000042 has a value of 1 bytes"), other);
    }

    @Test
    void close_endsTheClientBeforeTheServers() {
        contender.start();
        contender.close();
        assertEquals(List.of("servers start", "client ends", "servers end"), calls);
    }

    @Test
    void client_thatDoesNotConnect_isNamed_andTheServersEnd() {
        KeyContender refused = contender(() -> {
            throw new IllegalArgumentException("no route");
        });
        String message =
                assertThrows(IllegalStateException.class, refused::start).getMessage();
        assertTrue(message.contains("known") && message.contains("no route"), message);
        refused.close();
        assertEquals(List.of("servers start", "servers end"), calls);
    }

    private KeyContender contender(Supplier<KeyClient> connect) {
        return new KeyContender("known", new KnownServers(), connect, new ClosedLoop(3, KEYS, 7, now::get), KEYS);
    }

    private final class KnownClient implements KeyClient {
        @Override
        public void set(byte[] key, byte[] value) {
            now.addAndGet(1_000_000);
            values.put(new String(key, StandardCharsets.ISO_8859_1), value);
        }

        @Override
        public byte[] get(byte[] key) {
            now.addAndGet(1_000_000);
            return values.get(new String(key, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void close() {
            calls.add("client ends");
        }
    }

    private final class KnownServers extends Servers {
        @Override
        public void start() {
            calls.add("servers start");
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public void close() {
            calls.add("servers end");
        }
    }
}
