package dev.meguri.node;

import dev.meguri.core.lease.LeaseKey;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Slots;
import dev.meguri.node.shard.ResolverJars;
import dev.meguri.wire.ManagerCodec;
import dev.meguri.wire.WireException;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A manager's WebSocket that makes a cluster of the one node that registers. */
public class OneNodeManager implements QuarkusTestResourceLifecycleManager {
    /** Values under it may have 16 bytes. */
    static final String SMALL = "small:";

    /** Keys with this prefix are sets, whose concurrent writes are merged. */
    static final String UNION = "union:";

    /** Keys with this prefix keep what was there first, by a resolver of a jar. */
    public static final String FIRM = "firm:";

    /** Keys with this prefix are linearizable. */
    public static final String STRONG = "strong:";

    private static final long SYNCED_SECONDS = 60;

    private static volatile CountDownLatch synced = new CountDownLatch(1);
    private static volatile ServerWebSocket registered;
    private static final Object REGISTERING = new Object();
    private static long registrations;

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            synced = new CountDownLatch(1);
            Path folder = Files.createTempDirectory("meguri-node-test");
            Path resolvers = Files.createDirectory(folder.resolve("resolvers"));
            ResolverJars.write(resolvers.resolve("own.jar"), resolvers.resolve("library.jar"), "firm", "");
            server = vertx.createHttpServer(
                            new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                    .webSocketHandler(this::accept)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return Map.of(
                    "meguri.manager.url", "http://127.0.0.1:" + server.actualPort(),
                    "meguri.data-dir", folder.toString(),
                    "meguri.resolvers-dir", resolvers.toString(),
                    "meguri.node.id", "node-1",
                    "meguri.node.shards", "2",
                    "meguri.memory.pool", "64M",
                    "meguri.resp.port", "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until the node under test has told that every slot is its own and whole. */
    public static void awaitSynced() {
        try {
            if (!synced.await(SYNCED_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the node did not join");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often a node has registered. */
    public static long registrations() {
        synchronized (REGISTERING) {
            return registrations;
        }
    }

    public static void awaitRegistrations(long count) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SYNCED_SECONDS);
        synchronized (REGISTERING) {
            while (registrations < count) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (leftMillis <= 0) {
                    throw new AssertionError("the node registered " + registrations + " times, not " + count);
                }
                REGISTERING.wait(leftMillis);
            }
        }
    }

    /** To the node that registered last: in one message, whatever it is. */
    public static void say(byte[] words) {
        registered.writeBinaryMessage(Buffer.buffer(words));
    }

    private static void registered(ServerWebSocket socket) {
        synchronized (REGISTERING) {
            registered = socket;
            registrations++;
            REGISTERING.notifyAll();
        }
    }

    private void accept(ServerWebSocket socket) {
        socket.binaryMessageHandler(bytes -> {
            try {
                ManagerMessage message = ManagerCodec.decode(bytes.getBytes());
                if (message instanceof ManagerMessage.Register register) {
                    send(socket, new ManagerMessage.Welcome("test-cluster", 1, false));
                    send(socket, new ManagerMessage.FullState(state(register)));
                    registered(socket);
                } else if (message instanceof ManagerMessage.Heartbeat beat && beat.syncedSince() > 0) {
                    synced.countDown();
                }
            } catch (WireException e) {
                socket.close();
            }
        });
    }

    private static void send(ServerWebSocket socket, ManagerMessage message) {
        socket.writeBinaryMessage(Buffer.buffer(ManagerCodec.encode(message)));
    }

    private static ClusterState state(ManagerMessage.Register register) {
        Member member = new Member(
                register.nodeId(),
                1,
                MemberState.ACTIVE,
                1,
                register.host(),
                register.httpPort(),
                register.respPort(),
                register.respHost(),
                register.zone(),
                register.weight());
        Policy all = Policy.defaults();
        Policy small = new Policy(
                SMALL,
                all.consistency(),
                all.replicas(),
                all.writeQuorum(),
                all.readQuorum(),
                0,
                0,
                0,
                16,
                all.eviction(),
                all.conflict(),
                all.onMajorityLoss());
        List<SlotAssignment> slots =
                Collections.nCopies(Slots.COUNT, SlotAssignment.stable(1, List.of(register.nodeId())));
        return new ClusterState(
                "test-cluster",
                1,
                1,
                3,
                List.of(member),
                slots,
                PolicyTable.defaults()
                        .with(small)
                        .with(resolved(UNION, "union"))
                        .with(resolved(FIRM, "firm"))
                        .with(Policy.strong(STRONG))
                        .with(LeaseKey.policy()));
    }

    private static Policy resolved(String prefix, String resolver) {
        Policy all = Policy.defaults();
        return new Policy(
                prefix,
                all.consistency(),
                all.replicas(),
                all.writeQuorum(),
                all.readQuorum(),
                0,
                0,
                0,
                all.maxValueBytes(),
                all.eviction(),
                resolver,
                all.onMajorityLoss());
    }

    @Override
    public void stop() {
        server.close();
        vertx.close();
    }
}
