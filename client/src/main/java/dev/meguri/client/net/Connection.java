package dev.meguri.client.net;

import dev.meguri.client.protocol.ProtocolException;
import dev.meguri.client.protocol.Reply;
import dev.meguri.client.protocol.ReplyDecoder;
import dev.meguri.client.ring.RingAnswer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection to a node: commands out, in the order in which they came, as many as there are in one write; answers in, in the
 * same order.
 *
 * <pre>
 * CONNECTING -> GREETING -> READY -> CLOSED
 *                        -> CLOSED   the node is another one, or refuses us
 * </pre>
 *
 * {@link #send} and {@link #close} are called by any thread, all else by the loop.
 */
public final class Connection {
    /** What is more waits here; a node stops reading at four times as many. */
    static final int MAX_IN_FLIGHT = 1_024;

    private static final int SILENCES_BEFORE_CLOSE = 3;

    private enum State {
        CONNECTING,
        GREETING,
        READY,
        CLOSED
    }

    /** Is told what becomes of connections, on their loop. */
    public interface Listener {
        void ready(Connection connection, RingAnswer answer);

        void closed(Connection connection, IOException why);

        void pushed(Connection connection, Reply.Push push);
    }

    private final IoLoop loop;
    private final NetSettings settings;
    private final String host;
    private final int port;
    private final Listener listener;
    private final Greeting greeting;
    private final Tracker tracker;
    private final long openedNanos;

    private final Queue<Exchange> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Exchange> inFlight = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlightCount = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final ReplyDecoder decoder = new ReplyDecoder();
    private volatile State state = State.CONNECTING;
    /** The network takes no more for now: the loop is told when it does. */
    private volatile boolean full;

    private volatile SocketChannel channel;
    private volatile SelectionKey key;
    /** Of who has {@code writing}. */
    private final Outgoing out = new Outgoing();

    private long lastReceivedNanos;
    private volatile boolean silent;

    public Connection(IoLoop loop, NetSettings settings, String host, int port, Greeting greeting, Listener listener) {
        this.loop = loop;
        this.settings = settings;
        this.host = host;
        this.port = port;
        this.greeting = greeting;
        this.listener = listener;
        this.tracker = new Tracker(this, settings);
        this.openedNanos = settings.nanoTime().getAsLong();
        this.lastReceivedNanos = openedNanos;
    }

    /** Names are looked up on a thread of their own, as that may block. */
    public void open() {
        loop.add(this);
        Thread.ofVirtual().start(() -> {
            InetSocketAddress address = new InetSocketAddress(host, port);
            loop.execute(() -> connect(address));
        });
    }

    public boolean isReady() {
        return state == State.READY;
    }

    /** Whether it ever was. */
    boolean hasGreeted() {
        return greeting.isOver() && !greeting.isRefused();
    }

    public boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Something was sent, and nothing came in the time in which an answer should have. */
    public boolean isSilent() {
        return silent;
    }

    private boolean oldestIsOver(long nowNanos) {
        Exchange oldest = inFlight.peek();
        return oldest != null && oldest.isOver(nowNanos);
    }

    public boolean isIdle() {
        return waiting.isEmpty() && inFlight.isEmpty();
    }

    public String address() {
        return host + ":" + port;
    }

    /** What the node tells of, to whom reads from now on. */
    public Tracking tracking() {
        return tracker.now();
    }

    /** Has the node tell of changes of keys that begin so. */
    void track(List<String> prefixes) {
        tracker.track(prefixes);
    }

    /** It is sent when the connection is ready, and told what becomes of it, in any case. */
    public void send(Exchange exchange) {
        waiting.add(exchange);
        State now = state;
        if (now == State.CLOSED) {
            endWaiting(new IOException("the connection to " + address() + " is closed"));
        } else if (now == State.READY && !full && !loop.willFlush()) {
            if (inFlightCount.get() == 0) {
                flush();
            } else {
                loop.flushSoon();
            }
        }
    }

    // ---- writing, by any thread ----------------------------------------------------------------------------------

    /** Writes what waits, unless somebody does already: who adds to it while that one is at it is seen by him. */
    void flush() {
        while (mayWrite() && writing.compareAndSet(false, true)) {
            IOException failure = null;
            try {
                write();
            } catch (IOException e) {
                failure = e;
            } finally {
                writing.set(false);
            }
            if (failure != null) {
                close(failure);
                return;
            }
        }
    }

    private boolean mayWrite() {
        return switch (state) {
            case CONNECTING, CLOSED -> false;
            case GREETING -> !full && greeting.hasNext();
            case READY -> !full && !waiting.isEmpty() && inFlightCount.get() < MAX_IN_FLIGHT;
        };
    }

    private void write() throws IOException {
        while (out.fill(this::next)) {
            channel.write(out.bytes());
            if (out.bytes().hasRemaining()) {
                full = true;
                key.interestOpsOr(SelectionKey.OP_WRITE);
                loop.wakeup();
                return;
            }
        }
    }

    private Exchange next() {
        if (greeting.hasNext()) {
            return sent(greeting.next());
        }
        while (state == State.READY && inFlightCount.get() < MAX_IN_FLIGHT) {
            Exchange next = waiting.poll();
            if (next == null) {
                return null;
            }
            if (next.send()) {
                return sent(next);
            }
        }
        return null;
    }

    private Exchange sent(Exchange exchange) {
        inFlightCount.incrementAndGet();
        inFlight.add(exchange);
        return exchange;
    }

    // ---- the loop ------------------------------------------------------------------------------------------------

    private void connect(InetSocketAddress address) {
        if (state == State.CLOSED) {
            return;
        }
        try {
            if (address.isUnresolved()) {
                throw new IOException("there is no host " + host);
            }
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            key = channel.register(loop.selector(), SelectionKey.OP_CONNECT, this);
            if (channel.connect(address)) {
                connected();
            }
        } catch (IOException e) {
            close(e);
        }
    }

    private void connected() {
        key.interestOps(SelectionKey.OP_READ);
        state = State.GREETING;
        flush();
    }

    void ready(SelectionKey selected, ByteBuffer buffer) {
        if (!selected.isValid()) {
            return;
        }
        try {
            if (selected.isConnectable() && channel.finishConnect()) {
                connected();
            }
            if (selected.isWritable()) {
                selected.interestOpsAnd(~SelectionKey.OP_WRITE);
                writeRest();
            }
            if (selected.isReadable()) {
                read(buffer);
            }
        } catch (IOException e) {
            close(e);
        }
    }

    /** Who found the network full left the rest of it behind. */
    private void writeRest() throws IOException {
        if (!writing.compareAndSet(false, true)) {
            // He is just about to leave.
            key.interestOpsOr(SelectionKey.OP_WRITE);
            return;
        }
        try {
            full = false;
            write();
        } finally {
            writing.set(false);
        }
        flush();
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            throw new EOFException("the node at " + address() + " closed the connection");
        }
        if (count == 0) {
            return;
        }
        lastReceivedNanos = settings.nanoTime().getAsLong();
        silent = false;
        buffer.flip();
        decoder.feed(buffer);
        for (Reply reply = decoder.next(); reply != null; reply = decoder.next()) {
            if (reply instanceof Reply.Push push) {
                listener.pushed(this, push);
            } else {
                answer(reply);
            }
        }
    }

    private void answer(Reply reply) throws IOException {
        Exchange exchange = inFlight.poll();
        if (exchange == null) {
            throw new ProtocolException("an answer to nothing: " + reply);
        }
        inFlightCount.decrementAndGet();
        exchange.answer(reply);
        if (state == State.GREETING && greeting.isOver()) {
            RingAnswer answer = greeting.answer();
            state = State.READY;
            listener.ready(this, answer);
        }
    }

    void tick(long nowNanos) {
        boolean isLate = state == State.CONNECTING || state == State.GREETING;
        if (isLate && nowNanos - openedNanos >= settings.connectNanos()) {
            close(new IOException("no connection to " + address() + " in time"));
            return;
        }
        for (Exchange exchange : waiting) {
            if (exchange.isOver(nowNanos)) {
                exchange.giveUpUnsent(new IOException("nothing could be sent to " + address() + " in time"));
            }
        }
        long quietNanos = nowNanos - lastReceivedNanos;
        // first: whoever is told that no answer came is not to choose this node again
        if (state == State.READY && quietNanos >= settings.silenceNanos() && oldestIsOver(nowNanos)) {
            silent = true;
        }
        for (Exchange exchange : inFlight) {
            if (exchange.isOver(nowNanos)) {
                exchange.giveUpSent();
            }
        }
        if (silent && quietNanos >= SILENCES_BEFORE_CLOSE * settings.silenceNanos()) {
            close(new IOException("the node at " + address() + " says nothing"));
        }
    }

    // ---- the end -------------------------------------------------------------------------------------------------

    public void close(IOException why) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        state = State.CLOSED;
        tracker.close();
        loop.execute(() -> closeNow(why));
    }

    private void closeNow(IOException why) {
        // again: a greeting may have ended meanwhile
        state = State.CLOSED;
        loop.remove(this);
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        // first: whoever is told that his command is lost is not to choose this node again
        listener.closed(this, why);
        for (Exchange exchange = inFlight.poll(); exchange != null; exchange = inFlight.poll()) {
            inFlightCount.decrementAndGet();
            exchange.end(true, why);
        }
        endWaiting(why);
    }

    private void endWaiting(IOException why) {
        for (Exchange exchange = waiting.poll(); exchange != null; exchange = waiting.poll()) {
            exchange.end(false, why);
        }
    }
}
