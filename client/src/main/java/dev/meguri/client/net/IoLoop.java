package dev.meguri.client.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The thread of some connections: reads what came, and looks at the clock now and then. A command that is alone is written by its
 * caller, which is the quickest; where others wait for their answers, or are just getting them, this thread writes, and what many
 * callers have to say leaves together.
 */
public final class IoLoop implements AutoCloseable {
    /** Short: an idle client costs time; long: what is given up is given up late. */
    static final long TICK_MILLIS = 50;

    private static final System.Logger LOG = System.getLogger(IoLoop.class.getName());
    private static final int READ_BYTES = 256 * 1024;
    private static final long CLOSE_MILLIS = 5_000;

    private final LongSupplier nanoTime;
    private final Runnable tick;
    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    /** When somebody wants to be called; Long.MAX_VALUE: nobody does. */
    private volatile long wakeNanos = Long.MAX_VALUE;

    private volatile boolean handingOut;
    private final AtomicBoolean flushWanted = new AtomicBoolean();
    private volatile boolean closed;
    private long lastTickNanos;

    /** @param tick run on this thread, every {@link #TICK_MILLIS} or sooner */
    public IoLoop(String name, LongSupplier nanoTime, Runnable tick) {
        this.nanoTime = nanoTime;
        this.tick = tick;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.lastTickNanos = System.nanoTime() - TICK_MILLIS * 1_000_000;
        this.thread = new IoThread(this::run, name);
    }

    private static final class IoThread extends Thread {
        IoThread(Runnable loop, String name) {
            super(loop, name);
            setDaemon(true);
        }
    }

    /** Whether the caller is a thread of such a loop: it must not wait for an answer, which it would have to read itself. */
    public static boolean isHere() {
        return Thread.currentThread() instanceof IoThread;
    }

    public void start() {
        thread.start();
    }

    /** Runs it on this thread. */
    public void execute(Runnable task) {
        tasks.add(task);
        wakeup();
    }

    /** A tick is wanted at that time. */
    public void wakeAt(long nanos) {
        if (nanos < wakeNanos) {
            wakeNanos = nanos;
            if (Thread.currentThread() != thread) {
                wakeup();
            }
        }
    }

    void wakeup() {
        if (thread.isAlive()) {
            selector.wakeup();
        }
    }

    /** This thread writes what waits, in a moment. */
    void flushSoon() {
        if (!handingOut && flushWanted.compareAndSet(false, true)) {
            wakeup();
        }
    }

    /** Whether it will in any case. */
    boolean willFlush() {
        return handingOut;
    }

    Selector selector() {
        return selector;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    private void run() {
        while (!closed) {
            try {
                selector.select(this::ready, waitMillis());
                flushIfWanted();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    guarded(task);
                }
                tickIfDue();
            } catch (ClosedSelectorException e) {
                break;
            } catch (IOException e) {
                LOG.log(System.Logger.Level.ERROR, "the network thread of the Meguri client failed, and goes on", e);
            }
        }
        // what is to be told of connections that were closed is told
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    private long waitMillis() {
        long wake = wakeNanos;
        if (wake == Long.MAX_VALUE) {
            return TICK_MILLIS;
        }
        return Math.clamp((wake - nanoTime.getAsLong()) / 1_000_000 + 1, 1, TICK_MILLIS);
    }

    private void ready(SelectionKey key) {
        handingOut = true;
        Connection connection = (Connection) key.attachment();
        guarded(() -> connection.ready(key, readBuffer));
    }

    private void flushIfWanted() {
        boolean wanted = flushWanted.getAndSet(false) || handingOut;
        handingOut = false;
        if (wanted) {
            for (Connection connection : connections) {
                connection.flush();
            }
        }
    }

    private void tickIfDue() {
        long now = nanoTime.getAsLong();
        // when to look is a matter of real time; what is seen then, of the clock that was given
        long realNanos = System.nanoTime();
        if (realNanos - lastTickNanos < TICK_MILLIS * 1_000_000 && now < wakeNanos) {
            return;
        }
        lastTickNanos = realNanos;
        wakeNanos = Long.MAX_VALUE;
        for (Connection connection : connections) {
            guarded(() -> connection.tick(now));
        }
        guarded(tick);
    }

    /** What goes wrong with one must not be the end of all. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.ERROR, "the Meguri client failed at one answer, and goes on", e);
        }
    }

    /** Ends the thread. Connections are closed before. */
    @Override
    public void close() {
        closed = true;
        wakeup();
        try {
            if (Thread.currentThread() != thread) {
                thread.join(CLOSE_MILLIS);
            }
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
