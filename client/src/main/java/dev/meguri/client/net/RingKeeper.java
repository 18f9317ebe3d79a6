package dev.meguri.client.net;

import dev.meguri.client.error.MeguriException;
import dev.meguri.client.error.NoNodeReachableException;
import dev.meguri.client.error.UnavailableException;
import dev.meguri.client.protocol.Reply;
import dev.meguri.client.ring.Ring;
import dev.meguri.client.ring.RingAnswer;
import dev.meguri.client.ring.RingBook;
import dev.meguri.client.ring.RingNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Keeps the ring new: asks a node when something hints that it is not, and once a second in any case. One question at a time,
 * to one node after the other; where none is connected, to the addresses that the application named.
 */
public final class RingKeeper {
    private static final long PERIOD_NANOS = 1_000_000_000;
    /** Between two questions: a reshaping cluster has many versions. */
    private static final long PAUSE_NANOS = 20_000_000;

    private static final long SEED_PAUSE_NANOS = 100_000_000;

    /** Where a node may be. */
    public record Address(String host, int port) {}

    private final NetSettings settings;
    private final List<Address> seeds;
    private final RingBook book;
    private final LongConsumer nodeTime;
    private final CompletableFuture<Ring> first = new CompletableFuture<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicInteger visits = new AtomicInteger();
    private volatile boolean wanted = true;
    private volatile long askedNanos;
    private volatile long visitedNanos;
    private volatile boolean isUnformed;
    private volatile IOException lastFailure;
    private NodeLinks links;
    private int nextNode;

    /** @param nodeTime told the wall clock of nodes, in milliseconds */
    public RingKeeper(NetSettings settings, List<Address> seeds, RingBook book, LongConsumer nodeTime) {
        this.settings = settings;
        this.seeds = seeds;
        this.book = book;
        this.nodeTime = nodeTime;
        this.askedNanos = settings.nanoTime().getAsLong() - PERIOD_NANOS;
        this.visitedNanos = askedNanos;
    }

    public void links(NodeLinks to) {
        this.links = to;
    }

    /** @throws MeguriException no ring came in the time */
    public Ring awaitFirst(long nanos) {
        try {
            return first.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw isUnformed
                    ? new UnavailableException("the nodes at " + seeds + " have not formed a cluster yet")
                    : new NoNodeReachableException("no node of " + seeds + " could be reached", lastFailure);
        } catch (ExecutionException e) {
            throw (MeguriException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoNodeReachableException("interrupted while connecting", e);
        }
    }

    public void told(RingAnswer answer) {
        nodeTime.accept(answer.timeMillis());
        if (answer.ring() != null) {
            book.offer(answer.ring());
            first.complete(answer.ring());
        }
        isUnformed = answer.clusterId().isEmpty();
    }

    /** Something hints that the ring is not the newest. */
    public void stale() {
        wanted = true;
    }

    /** The newest version that a receipt tells of. */
    public void seen(long ringVersion) {
        if (ringVersion > book.ring().version()) {
            wanted = true;
        }
    }

    public void tick(long nowNanos) {
        long since = nowNanos - askedNanos;
        if ((wanted && since >= PAUSE_NANOS || since >= PERIOD_NANOS) && asking.compareAndSet(false, true)) {
            askedNanos = nowNanos;
            wanted = false;
            if (!ask(nowNanos)) {
                asking.set(false);
                wanted = true;
                visitSeeds(nowNanos);
            }
        }
    }

    /** False: no node is connected. */
    private boolean ask(long nowNanos) {
        Ring known = book.ring();
        List<RingNode> nodes = known.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            NodeLink link =
                    links.of(nodes.get(Math.floorMod(nextNode++, nodes.size())).nodeId());
            Connection connection = link == null || link.isSilent() ? null : link.readyConnection();
            if (connection != null) {
                connection.send(new Question(Greeting.ringCommand(known), nowNanos + settings.silenceNanos()));
                return true;
            }
        }
        return false;
    }

    private void visitSeeds(long nowNanos) {
        if (nowNanos - visitedNanos < SEED_PAUSE_NANOS || !visits.compareAndSet(0, seeds.size())) {
            return;
        }
        visitedNanos = nowNanos;
        for (Address seed : seeds) {
            links.visit(seed.host(), seed.port(), this::seedFailed, visits::decrementAndGet);
        }
    }

    private void seedFailed(IOException why) {
        lastFailure = why;
        if (why instanceof Greeting.RefusedGreeting refused) {
            first.completeExceptionally(refused.reason());
        }
    }

    public void close(MeguriException why) {
        first.completeExceptionally(why);
    }

    private final class Question extends Exchange {
        Question(byte[] command, long untilNanos) {
            super(command, untilNanos);
        }

        @Override
        protected void answered(Reply reply) {
            asking.set(false);
            if (reply instanceof Reply.Failure) {
                stale();
                return;
            }
            told(RingAnswer.of(reply));
        }

        @Override
        protected void lost(boolean sent, IOException why) {
            asking.set(false);
            stale();
        }

        @Override
        protected void silent() {
            lost(true, null);
        }
    }
}
