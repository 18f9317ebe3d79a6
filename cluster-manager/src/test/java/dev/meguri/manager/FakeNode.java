package dev.meguri.manager;

import dev.meguri.core.membership.StateDeltas;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.Protocol;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.wire.ManagerCodec;
import dev.meguri.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A node over a real WebSocket: registers, beats, adopts, and reports every slot synced at once. */
final class FakeNode implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Lock LOCK = new ReentrantLock();
    private static final Condition HAPPENED = LOCK.newCondition();
    private static long happenings;

    final String nodeId;
    final Set<String> unreachable = ConcurrentHashMap.newKeySet();
    final Set<String> unconnected = ConcurrentHashMap.newKeySet();
    volatile ManagerMessage.Refused refused;
    volatile ManagerMessage.Welcome welcome;
    volatile ClusterState state;
    volatile boolean closed;
    int protocolVersion = Protocol.VERSION;

    private final String processId;
    private final boolean standby;
    private final long reads;
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();
    private WebSocket socket;
    private long beaten;

    FakeNode(String nodeId, String processId, boolean standby, ClusterState recalled) {
        this.nodeId = nodeId;
        this.processId = processId;
        this.standby = standby;
        this.state = recalled;
        this.reads = 10;
    }

    static FakeNode start(int port, String nodeId, String processId, boolean standby) {
        return new FakeNode(nodeId, processId, standby, null).connect(port);
    }

    /** Grows with all that any fake node sends, hears or loses. */
    static long happenings() {
        LOCK.lock();
        try {
            return happenings;
        } finally {
            LOCK.unlock();
        }
    }

    /** Waits for one after those. False: there was none in time. */
    static boolean awaitHappening(long seen, long nanos) {
        LOCK.lock();
        try {
            for (long left = nanos; happenings == seen; left = HAPPENED.awaitNanos(left)) {
                if (left <= 0) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            LOCK.unlock();
        }
    }

    private static void happened() {
        LOCK.lock();
        try {
            happenings++;
            HAPPENED.signalAll();
        } finally {
            LOCK.unlock();
        }
    }

    /** Connected, not registered. */
    FakeNode open(int port) {
        socket = CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + port + "/node"), this)
                .join();
        return this;
    }

    FakeNode connect(int port) {
        open(port);
        send(new ManagerMessage.Register(
                protocolVersion,
                nodeId,
                processId,
                state == null ? "" : state.clusterId(),
                0,
                ManagerMessage.Memory.EMPTY,
                0,
                state == null ? 0 : state.term(),
                state == null ? 0 : state.ringVersion(),
                "127.0.0.1",
                8101,
                0,
                "",
                "",
                100,
                standby));
        beats.scheduleAtFixedRate(this::beat, 100, 200, TimeUnit.MILLISECONDS);
        return this;
    }

    void send(ManagerMessage message) {
        sendBytes(ManagerCodec.encode(message));
    }

    synchronized void sendBytes(byte[] bytes) {
        if (!closed) {
            socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        }
        happened();
    }

    private void beat() {
        ClusterState now = state;
        if (welcome == null || now == null) {
            return;
        }
        beaten++;
        send(new ManagerMessage.Heartbeat(
                now.term(),
                now.ringVersion(),
                now.ringVersion(),
                0,
                List.copyOf(unreachable),
                List.copyOf(unconnected),
                new ManagerMessage.NodeLoad(
                        5, 1_000, 10_000, reads * beaten, beaten, 3 * beaten, beaten, 0, 0, 1_234, 0)));
        List<Integer> synced = new ArrayList<>();
        for (int slot = 0; slot < now.slotCount(); slot++) {
            SlotAssignment s = now.slot(slot);
            if (s.next().contains(nodeId)) {
                synced.add(slot);
            }
        }
        if (!synced.isEmpty()) {
            send(new ManagerMessage.SlotsSynced(
                    synced.stream().mapToInt(Integer::intValue).toArray(),
                    synced.stream().mapToLong(s -> now.slot(s).epoch()).toArray()));
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        frame.writeBytes(bytes);
        if (last) {
            byte[] whole = frame.toByteArray();
            frame.reset();
            try {
                receive(ManagerCodec.decode(whole));
                happened();
            } catch (WireException e) {
                throw new IllegalStateException(e);
            }
        }
        from.request(1);
        return null;
    }

    private void receive(ManagerMessage message) {
        switch (message) {
            case ManagerMessage.Welcome m -> welcome = m;
            case ManagerMessage.Refused m -> refused = m;
            case ManagerMessage.FullState m -> state = m.state();
            case ManagerMessage.StateDelta m -> {
                ClusterState next = StateDeltas.apply(state, m);
                if (next != null) {
                    state = next;
                } else {
                    send(new ManagerMessage.FetchFullState());
                }
            }
            case ManagerMessage.UploadState m -> send(new ManagerMessage.StateUploaded(state));
            case ManagerMessage m -> throw new IllegalStateException("not for a node: " + m);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed = true;
        happened();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed = true;
        happened();
    }

    /** As kill -9 looks from outside. */
    @Override
    public void close() {
        beats.shutdownNow();
        closed = true;
        socket.abort();
    }
}
