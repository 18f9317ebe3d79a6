package dev.meguri.node.resp;

import dev.meguri.core.ring.Key;
import dev.meguri.resp.RespLimits;
import dev.meguri.resp.codec.ProtocolException;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.program.CommandException;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * One client: bytes to commands, answers to bytes, in the order of the commands. What one read brought is answered with one
 * write, as far as it is known by then.
 *
 * <p>Owned by its event loop; {@link #ready}, {@link #workSoon} and what a {@link ClientMemory.Keeper} has alone are called by any thread.
 */
final class RespConnection implements ClientMemory.Keeper {
    private final RespNode node;
    private final NetSocket socket;
    private final Context context;
    private final Dispatcher dispatcher;
    private final Session session;
    private final CommandReader reader;
    /** The command in hand. */
    private Request request;

    private final RespWriter out = new RespWriter();
    private final OwedAnswers owed = new OwedAnswers();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final CommandTimer timer;

    /** Whether commands are being worked off: what is completed meanwhile needs no turn of its own. */
    private boolean busy;

    /** Of the command in hand. */
    private OwedAnswers.Cost cost = OwedAnswers.Cost.NOTHING;

    /** A command that waits for {@code barrier}, and everything after it. */
    private Runnable held;

    private Pending barrier;
    private final ConnectionPushes pushes;

    private boolean closing;
    private volatile boolean closed;
    private boolean isCutOff;
    private boolean paused;
    /** Written and not yet taken by the network. */
    private long unsentBytes;
    /** Since when there is more of that than there should be; 0: there is not. */
    private long congestedSinceMillis;
    /** What this connection keeps, as it was last told. */
    private volatile long keptBytes;

    RespConnection(RespNode node, NetSocket socket, Context context, Dispatcher dispatcher, Session session) {
        this.node = node;
        this.socket = socket;
        this.context = context;
        this.dispatcher = dispatcher;
        this.session = session;
        this.pushes = new ConnectionPushes(node, this, session);
        this.timer = new CommandTimer(node, this);
        this.reader = new CommandReader(node.shards());
        if (session.authenticated) {
            reader.authenticated();
        }
    }

    void start() {
        socket.handler(this::received);
        socket.exceptionHandler(failure -> socket.close());
        socket.closeHandler(v -> {
            closed = true;
            node.connections().remove(this);
            node.memory().changed(-keptBytes);
            keptBytes = 0;
            pushes.forgetAll();
        });
    }

    Session session() {
        return session;
    }

    CommandTimer timer() {
        return timer;
    }

    /** "address:port" of the client. */
    String remoteAddress() {
        return socket.remoteAddress().hostAddress() + ":"
                + socket.remoteAddress().port();
    }

    String localAddress() {
        return socket.localAddress().hostAddress() + ":" + socket.localAddress().port();
    }

    int waitingCommands() {
        return owed.size();
    }

    long bufferedBytes() {
        return reader.waitingBytes();
    }

    long unsentBytes() {
        return unsentBytes;
    }

    @Override
    public long keptBytes() {
        return keptBytes;
    }

    @Override
    public void keepsMost() {
        runHere(() -> cutOff(node.counters().largestClients));
    }

    OwedAnswers owed() {
        return owed;
    }

    /** What the command that runs next keeps until it is answered. */
    void costs(OwedAnswers.Cost next) {
        cost = next;
    }

    /** The bounds of clients that are known hold from now on. */
    void authenticated() {
        session.authenticated = true;
        reader.authenticated();
    }

    // ---- answers -------------------------------------------------------------------------------------------------

    /** Where the answer of the command in hand goes, when it is known at once; to be written before the next command. */
    RespWriter answer() {
        if (owed.isEmpty()) {
            out.protocol(session.protocol);
            return out;
        }
        AnswerNow now = new AnswerNow(this, session.protocol);
        owed.add(now, OwedAnswers.Cost.NOTHING);
        return now.writer;
    }

    /** As {@link #answer}, written when everything before it is answered. */
    void answerInTurn(BiConsumer<RespWriter, Session> write) {
        if (owed.isEmpty()) {
            write.accept(answer(), session);
            return;
        }
        int protocol = session.protocol;
        Pending pending = new Pending(this, protocol) {
            @Override
            boolean isDone() {
                return true;
            }

            @Override
            void writeTo(RespWriter into, Session now) {
                into.protocol(protocol);
                write.accept(into, now);
            }
        };
        owed.add(pending, OwedAnswers.Cost.NOTHING);
    }

    /** A place for the answer of the command in hand, which comes later, or in a moment. */
    Pending defer() {
        Pending pending = new Pending(this, session.protocol);
        timer.started(pending);
        owed.add(pending, cost);
        return pending;
    }

    /** Whether nothing before the command in hand waits for its answer, once its own has a place. */
    boolean isFirst() {
        return owed.size() == 1;
    }

    void refuse(String error) {
        answer().error(error);
    }

    /** What is answered by now is sent, and then the connection ends. */
    void closeAfterAnswers() {
        closing = true;
    }

    /** An answer that had to wait is complete. */
    void ready() {
        if (((ContextInternal) context).nettyEventLoop().inEventLoop() && busy) {
            return;
        }
        workSoon();
    }

    /** What waits is worked off in a turn of its own. */
    void workSoon() {
        if (drainScheduled.compareAndSet(false, true)) {
            context.runOnContext(v -> {
                drainScheduled.set(false);
                work();
            });
        }
    }

    // ---- pushes --------------------------------------------------------------------------------------------------

    /** @throws HeldException a command before the one in hand is not answered yet */
    void requireAllAnswered() {
        if (!owed.isEmpty()) {
            throw new HeldException(owed.first());
        }
    }

    ConnectionPushes pushes() {
        return pushes;
    }

    /** Any thread. */
    boolean isClosed() {
        return closed;
    }

    // ---- commands ------------------------------------------------------------------------------------------------

    private void received(Buffer bytes) {
        if (closing || closed) {
            return;
        }
        session.lastMillis = node.clock().getAsLong();
        byte[] array = bytes.getBytes();
        node.counters().bytesRead.add(array.length);
        reader.feed(array);
        work();
    }

    /** As many commands as may be worked on now, and everything that can be sent. */
    private void work() {
        if (closed) {
            return;
        }
        busy = true;
        timer.turnBegins();
        try {
            pushes.takeInto(owed.inOrder());
            drain();
            while (mayGoOn() && next()) {
                drain();
            }
        } catch (ProtocolException e) {
            node.counters().protocolErrors.increment();
            refuse("ERR Protocol error: " + e.getMessage());
            closing = true;
            drain();
        } finally {
            busy = false;
            timer.turnEnds();
        }
        flush();
    }

    private boolean mayGoOn() {
        return !isBlocked() && !closing && owed.hasRoom() && hasRoom();
    }

    private boolean isBlocked() {
        return barrier != null && !barrier.isDone();
    }

    /** One command; false: there is none. */
    private boolean next() throws ProtocolException {
        barrier = null;
        if (held != null) {
            Runnable command = held;
            held = null;
            command.run();
            return true;
        }
        request = reader.next();
        if (request == null) {
            return false;
        }
        dispatcher.dispatch(this, request);
        return true;
    }

    /**
     * The key that these bytes of a command are.
     *
     * @throws CommandException not a key that this cluster can hold
     */
    Key key(byte[] bytes) {
        Key first = request == null ? null : request.firstKey();
        return first != null && first.bytes() == bytes ? CommandKeys.checked(first) : CommandKeys.key(bytes);
    }

    /** Nothing more runs before this is answered. */
    void holdUntil(Pending answered) {
        barrier = answered;
    }

    /** The command runs, and what comes after it, when this is answered. */
    void holdUntil(Pending answered, Runnable command) {
        barrier = answered;
        held = command;
    }

    private boolean hasRoom() {
        return out.size() + unsentBytes < RespLimits.PAUSE_OUTPUT_BYTES;
    }

    private void drain() {
        while (hasRoom()) {
            Pending answered = owed.pollDone();
            if (answered == null) {
                return;
            }
            out.protocol(session.protocol);
            answered.time(timer);
            answered.writeTo(out, session);
        }
    }

    private void flush() {
        if (out.size() > 0) {
            byte[] bytes = out.take();
            unsentBytes += bytes.length;
            node.counters().bytesWritten.add(bytes.length);
            socket.write(Buffer.buffer(Unpooled.wrappedBuffer(bytes))).onComplete(sent -> {
                unsentBytes -= bytes.length;
                if (paused && !closed) {
                    work();
                }
            });
        }
        if (unsentBytes > RespLimits.MAX_OUTPUT_BYTES) {
            cutOff(node.counters().slowReaders);
            return;
        }
        if (pushes.isOver(unsentBytes)) {
            cutOff(node.counters().slowListeners);
            return;
        }
        keep(reader.waitingBytes() + owed.bytes() + session.queuedBytes() + unsentBytes);
        if (closing && owed.isEmpty()) {
            socket.close();
            return;
        }
        if (owed.isFirstDone() && hasRoom()) {
            // What was just written is already taken.
            workSoon();
        }
        boolean full = isBlocked() || !owed.hasRoom() || !hasRoom();
        congestedSinceMillis =
                hasRoom() ? 0 : congestedSinceMillis == 0 ? System.currentTimeMillis() : congestedSinceMillis;
        if (full != paused) {
            paused = full;
            if (full) {
                socket.pause();
            } else {
                socket.resume();
            }
        }
    }

    private void keep(long bytes) {
        long by = closed ? 0 : bytes - keptBytes;
        if (by != 0) {
            keptBytes = bytes;
            node.memory().changed(by);
        }
    }

    /** Ends the connection where its client has not read for so long. */
    void checkReader(long nowMillis, long patienceMillis) {
        if (congestedSinceMillis != 0 && nowMillis - congestedSinceMillis > patienceMillis) {
            cutOff(node.counters().slowReaders);
        }
    }

    /** Ends the connection of a client that does not take what is sent to it. */
    void cutOff(LongAdder reason) {
        if (!closed && !isCutOff) {
            isCutOff = true;
            reason.increment();
            closing = true;
            // Not by the socket, which would write what waits before: nobody reads that.
            ((NetSocketInternal) socket).channelHandlerContext().close();
        }
    }

    void close() {
        closing = true;
        socket.close();
    }

    /** Runs it on the connection's own thread. */
    void runHere(Runnable task) {
        context.runOnContext(v -> task.run());
    }

    /** An answer that is known at once, but has others before it. */
    private static final class AnswerNow extends Pending {
        final RespWriter writer;

        AnswerNow(RespConnection connection, int protocol) {
            super(connection, protocol);
            writer = writer();
        }

        @Override
        boolean isDone() {
            return true;
        }

        @Override
        void writeTo(RespWriter out, Session session) {
            out.raw(writer.take());
        }
    }
}
