package dev.meguri.client.call;

import dev.meguri.client.Receipt;
import dev.meguri.client.error.ClientClosedException;
import dev.meguri.client.error.InDoubtException;
import dev.meguri.client.error.MeguriException;
import dev.meguri.client.error.NoNodeReachableException;
import dev.meguri.client.error.OverloadedException;
import dev.meguri.client.error.TimedOutException;
import dev.meguri.client.error.WrongCredentialsException;
import dev.meguri.client.error.WrongServerException;
import dev.meguri.client.net.Connection;
import dev.meguri.client.net.Exchange;
import dev.meguri.client.net.Greeting;
import dev.meguri.client.net.IoLoop;
import dev.meguri.client.net.NodeLink;
import dev.meguri.client.net.NodeLinks;
import dev.meguri.client.net.RingKeeper;
import dev.meguri.client.observe.ClientObserver;
import dev.meguri.client.protocol.Reply;
import dev.meguri.client.ring.Ring;
import dev.meguri.client.ring.RingBook;
import dev.meguri.client.ring.RingNode;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes calls: sends each to the node that serves its slot, and again, to that or another one, until there is an answer or its time
 * is over.
 *
 * <pre>
 * an answer                       the call is over, whichever attempt it is of
 * MOVED                           there, at once
 * nothing was changed, not now    another node, after a pause
 * it may have been made           the same, if the command may be repeated; else the call is in doubt
 * the connection ended, silence   another node at once, if the command may be repeated or was not sent
 * all nodes were asked            a pause
 * </pre>
 */
public final class Caller {
    private static final int MOVES_BEFORE_PAUSE = 3;

    private final CallSettings settings;
    private final RingBook book;
    private final RingKeeper keeper;
    private final NodeLinks links;
    private final NodeChoice choice;
    private final IoLoop loop;
    private final ClientObserver observer;
    private final Later later = new Later();
    private final AtomicInteger inProgress = new AtomicInteger();
    private volatile boolean closed;

    public Caller(
            CallSettings settings,
            RingBook book,
            RingKeeper keeper,
            NodeLinks links,
            IoLoop loop,
            ClientObserver observer) {
        this.settings = settings;
        this.book = book;
        this.keeper = keeper;
        this.links = links;
        this.choice = new NodeChoice(links);
        this.loop = loop;
        this.observer = observer;
    }

    /** The newest that a node told of. */
    public Ring ring() {
        return book.ring();
    }

    public int inProgress() {
        return inProgress.get();
    }

    public <T> Call<T> start(Call.Request<T> request) {
        return start(request, () -> {});
    }

    /** @param beforeEnd run before anybody learns that the call is over, perhaps more than once */
    public <T> Call<T> start(Call.Request<T> request, Runnable beforeEnd) {
        long now = settings.nanoTime().getAsLong();
        ClientObserver.Watch watch = observer.began(request.name());
        Call<T> call = new Call<>(request, now + settings.timeoutNanos(), watch, beforeEnd, this::over);
        if (inProgress.incrementAndGet() > settings.maxCalls()) {
            end(call, new OverloadedException(settings.maxCalls() + " calls of this client wait for their answers"));
        } else if (closed) {
            end(call, new ClientClosedException());
        } else {
            attempt(call, now);
        }
        return call;
    }

    /** Those whose pause is over go on. */
    public void tick(long nowNanos) {
        for (Call<?> call : later.due(nowNanos)) {
            attempt(call, nowNanos);
        }
        long next = later.next();
        if (next != Long.MAX_VALUE) {
            loop.wakeAt(next);
        }
    }

    public void close() {
        closed = true;
        later.takeAll().forEach(this::giveUp);
    }

    private void attempt(Call<?> call, long nowNanos) {
        NodeLink link;
        synchronized (call) {
            if (call.isDone()) {
                return;
            }
            link = closed || nowNanos - call.deadlineNanos >= 0 ? null : choice.next(call, book.ring());
        }
        if (link == null) {
            pause(call, nowNanos, true);
        } else {
            send(call, link, nowNanos);
        }
    }

    private <T> void send(Call<T> call, NodeLink link, long nowNanos) {
        Connection connection = link.connection(Math.max(0, call.request.slot()));
        int number;
        synchronized (call) {
            if (connection == null) {
                call.asked(link.nodeId());
            }
            number = ++call.attempt;
        }
        if (connection == null) {
            attempt(call, nowNanos);
            return;
        }
        long until = nowNanos + settings.attemptNanos();
        call.watch.sent(link.nodeId(), number);
        connection.send(new Attempt<>(
                call,
                number,
                link.nodeId(),
                until - call.deadlineNanos < 0 ? until : call.deadlineNanos,
                new Way(connection.tracking(), nowNanos)));
    }

    /** @param wereAllAsked whether the next attempt may ask anybody again */
    private void pause(Call<?> call, long nowNanos, boolean wereAllAsked) {
        keeper.stale();
        if (closed || nowNanos - call.deadlineNanos >= 0) {
            giveUp(call);
            return;
        }
        long due;
        synchronized (call) {
            if (wereAllAsked) {
                call.allWereAsked();
            }
            call.moves = 0;
            double share = ThreadLocalRandom.current().nextDouble();
            due = nowNanos + Backoff.nanos(call.pauses++, share);
        }
        due = due - call.deadlineNanos < 0 ? due : call.deadlineNanos;
        later.add(due, call);
        if (closed) {
            later.takeAll().forEach(this::giveUp);
        } else {
            loop.wakeAt(due);
        }
    }

    private void refused(Call<?> call, int number, String nodeId, Refusal refusal) {
        long now = settings.nanoTime().getAsLong();
        switch (refusal) {
            case Refusal.Moved moved -> moved(call, number, nodeId, moved, now);
            case Refusal.NotNow notNow -> {
                if (isLast(call, number, nodeId, notNow.reason())) {
                    pause(call, now, false);
                }
            }
            case Refusal.InDoubt doubt -> {
                noteDoubt(call);
                MeguriException reason = inDoubt(call, doubt.message(), null);
                if (!call.request.repeatable()) {
                    end(call, reason);
                } else if (isLast(call, number, nodeId, reason)) {
                    pause(call, now, false);
                }
            }
            case Refusal.Final last -> endForGood(call, number, last.reason());
        }
    }

    /** Asking again makes no difference; but an earlier attempt may be made yet. */
    private void endForGood(Call<?> call, int number, MeguriException reason) {
        boolean inDoubt;
        synchronized (call) {
            if (number != call.attempt) {
                return;
            }
            inDoubt = call.inDoubt && call.request.isWrite();
        }
        end(call, inDoubt ? inDoubt(call, "an earlier attempt may be made yet", reason) : reason);
    }

    private void moved(Call<?> call, int number, String nodeId, Refusal.Moved moved, long now) {
        keeper.stale();
        RingNode target = book.ring().at(moved.host(), moved.port());
        NodeLink link = target == null ? null : links.of(target.nodeId());
        boolean follow;
        synchronized (call) {
            if (number != call.attempt || call.isDone()) {
                return;
            }
            follow = link != null && ++call.moves <= MOVES_BEFORE_PAUSE && NodeChoice.canBeAsked(link, call);
            call.asked(nodeId);
        }
        call.watch.failed("moved");
        if (follow) {
            send(call, link, now);
        } else if (target == null) {
            // a node that is not known yet: the ring tells who it is
            pause(call, now, true);
        } else {
            attempt(call, now);
        }
    }

    private void lost(Call<?> call, int number, String nodeId, boolean sent, IOException why) {
        if (why instanceof Greeting.RefusedGreeting refused && refused.reason() instanceof WrongCredentialsException) {
            endForGood(call, number, refused.reason());
            return;
        }
        if (sent) {
            noteDoubt(call);
            if (!call.request.repeatable()) {
                end(call, inDoubt(call, "the connection ended before the answer came", why));
                return;
            }
        }
        keeper.stale();
        if (isLast(call, number, nodeId, why)) {
            attempt(call, settings.nanoTime().getAsLong());
        }
    }

    private static void noteDoubt(Call<?> call) {
        synchronized (call) {
            call.inDoubt = true;
        }
    }

    /** Whether it is the last attempt that failed; then that is noted. */
    private static boolean isLast(Call<?> call, int number, String nodeId, Throwable why) {
        synchronized (call) {
            if (number != call.attempt || call.isDone()) {
                return false;
            }
            call.asked(nodeId);
            call.lastFailure = why;
        }
        call.watch.failed(why == null ? "no answer in time" : String.valueOf(why.getMessage()));
        return true;
    }

    private void giveUp(Call<?> call) {
        MeguriException why;
        synchronized (call) {
            Throwable last = call.lastFailure;
            if (call.inDoubt && call.request.isWrite()) {
                why = last instanceof InDoubtException doubt ? doubt : inDoubt(call, "no answer came in time", last);
            } else if (closed) {
                why = new ClientClosedException();
            } else if (last instanceof MeguriException known) {
                why = known;
            } else if (call.inDoubt) {
                why = new TimedOutException("no answer came in time", last);
            } else {
                why = new NoNodeReachableException("no node could be asked in time", last);
            }
        }
        end(call, why);
    }

    private InDoubtException inDoubt(Call<?> call, String what, Throwable why) {
        Receipt receipt = Receipt.inDoubt(call.request.slot(), book.ring().version());
        return new InDoubtException(
                call.request.name() + " may have been made: " + what, call.request.token(), receipt, why);
    }

    private static void end(Call<?> call, MeguriException why) {
        call.completeExceptionally(why);
    }

    private void over(Call<?> call, Throwable why) {
        inProgress.decrementAndGet();
        call.watch.ended(why);
    }

    /** One try at one node. */
    private final class Attempt<T> extends Exchange {
        private final Call<T> call;
        private final int number;
        private final String nodeId;
        private final Way way;

        Attempt(Call<T> call, int number, String nodeId, long untilNanos, Way way) {
            super(call.request.command(), untilNanos);
            this.call = call;
            this.number = number;
            this.nodeId = nodeId;
            this.way = way;
        }

        @Override
        protected boolean isWanted() {
            return !call.isDone();
        }

        @Override
        protected void answered(Reply reply) {
            if (reply instanceof Reply.Failure failure) {
                refused(call, number, nodeId, Refusal.of(failure));
                return;
            }
            T value;
            try {
                boolean inDoubt;
                synchronized (call) {
                    inDoubt = call.inDoubt;
                }
                value = call.request.reader().read(reply, inDoubt, way);
            } catch (RuntimeException e) {
                end(
                        call,
                        new WrongServerException(nodeId + " answered what is no answer to " + call.request.name(), e));
                return;
            }
            call.complete(value);
        }

        @Override
        protected void lost(boolean sent, IOException why) {
            Caller.this.lost(call, number, nodeId, sent, why);
        }

        @Override
        protected void silent() {
            Caller.this.lost(call, number, nodeId, true, null);
        }
    }
}
