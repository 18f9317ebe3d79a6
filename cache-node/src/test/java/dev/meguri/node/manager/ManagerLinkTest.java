package dev.meguri.node.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.AgentInput;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.node.OneNodeManager;
import dev.meguri.node.fault.Faults;
import dev.meguri.node.traffic.PeerTraffic;
import dev.meguri.service.frame.Refusal;
import dev.meguri.wire.ManagerCodec;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.websockets.next.BasicWebSocketConnector;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Something that answers where the manager should, and is none. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class ManagerLinkTest {
    private static final long SECONDS = 60;
    private static final byte[] GARBAGE = {(byte) 0xff};
    /** Pauses of 50, 100, 200, 400 and 800 ms are between six connections. */
    private static final int CONNECTIONS = 6;

    private static final long PAUSES_MILLIS = 1_550;

    @Inject
    Vertx vertx;

    @Inject
    Instance<BasicWebSocketConnector> connectors;

    @Inject
    Faults faults;

    private final BlockingQueue<Long> connectedNanos = new LinkedBlockingQueue<>();
    private final Queue<AgentInput> heard = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private ManagerLink link;

    @AfterEach
    void stop() throws Exception {
        link.stop().get(SECONDS, TimeUnit.SECONDS);
        server.close().toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    private void connectTo(byte[] words) {
        server = vertx.createHttpServer()
                .webSocketHandler(socket -> {
                    connectedNanos.add(System.nanoTime());
                    socket.writeBinaryMessage(Buffer.buffer(words));
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        link = new ManagerLink(vertx, connectors, faults, new PeerTraffic());
        link.start("http://127.0.0.1:" + server.actualPort(), heard::add);
    }

    private long nextConnection() throws InterruptedException {
        Long at = connectedNanos.poll(SECONDS, TimeUnit.SECONDS);
        assertTrue(at != null, "no connection was made");
        return at;
    }

    private void assertDialedEverMoreSeldom() throws InterruptedException {
        long first = nextConnection();
        long last = first;
        for (int i = 1; i < CONNECTIONS; i++) {
            last = nextConnection();
        }
        long tookMillis = TimeUnit.NANOSECONDS.toMillis(last - first);
        assertTrue(tookMillis >= PAUSES_MILLIS, CONNECTIONS + " connections in " + tookMillis + " ms");
        assertTrue(heard.stream().noneMatch(input -> input instanceof AgentInput.FromManager), heard.toString());
    }

    @Test
    void garbage_isDialedEverMoreSeldom() throws Exception {
        connectTo(GARBAGE);
        assertDialedEverMoreSeldom();
        assertTrue(link.refused().of(Refusal.MALFORMED) >= CONNECTIONS - 1);
    }

    @Test
    void wordsOfANode_areNoneOfAManager() throws Exception {
        connectTo(ManagerCodec.encode(new ManagerMessage.Goodbye()));
        assertDialedEverMoreSeldom();
        assertTrue(link.refused().of(Refusal.MISDIRECTED) >= CONNECTIONS - 1);
        assertEquals(0, link.refused().of(Refusal.MALFORMED));
    }
}
