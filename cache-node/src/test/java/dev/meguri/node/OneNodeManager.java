package dev.meguri.node;

import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Slots;
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

/** A manager's WebSocket that makes a cluster of the one node that registers. */
public class OneNodeManager implements QuarkusTestResourceLifecycleManager {
    /** Values under it may have 16 bytes. */
    static final String SMALL = "small:";

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("meguri-node-test");
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
                    "meguri.node.id", "node-1",
                    "meguri.node.shards", "2",
                    "meguri.memory.pool", "64M");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerWebSocket socket) {
        socket.binaryMessageHandler(bytes -> {
            try {
                if (ManagerCodec.decode(bytes.getBytes()) instanceof ManagerMessage.Register register) {
                    send(socket, new ManagerMessage.Welcome("test-cluster", 1, false));
                    send(socket, new ManagerMessage.FullState(state(register)));
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
                0,
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
                PolicyTable.defaults().with(small));
    }

    @Override
    public void stop() {
        server.close();
        vertx.close();
    }
}
