package dev.meguri.node.shard;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.Effect;
import dev.meguri.core.shard.Effects;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.core.token.ClientToken;
import dev.meguri.node.NodeLimits;
import dev.meguri.service.time.SteadyClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The turns of one shard, which alone touch the core {@link Shard}. Any thread puts inputs into the inbox; a turn on the shard's
 * event loop takes some of them, steps the shard, performs its effects in order, and sends what came of it in one batch per peer.
 * Work that finds the shard at rest is done at once, as a turn of its own, on the event loop that it came to (ADR 33).
 *
 * <p>{@code inbox}, {@code waiting} and {@code scheduled} are shared; all other fields belong to who holds {@code turns}.
 */
public final class ShardLoop {
    private static final Logger LOG = Logger.getLogger(ShardLoop.class);
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context context;
    private final Shard shard;
    private final LongSupplier clock;
    private final TurnBatch batch;
    private final Consumer<String> stateWanted;
    private final TurnGate gate;

    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Held in a turn. Waited for by the shard's own event loop alone: others put what they have into the inbox. */
    private final ReentrantLock turns = new ReentrantLock();

    private record Waiting(Operation operation, Consumer<Result> reply) {}

    private final Map<Long, Waiting> replies = new HashMap<>();
    private long nextOperationId = 1;
    /** Of the turn in progress, by the wall clock and by the steady one. */
    private long nowMillis;

    private long steadyMillis;
    private long timer = NO_TIMER;
    /** Of the shard's event loop; others look whether it is early enough. */
    private volatile long timerAtMillis = Long.MAX_VALUE;

    private boolean frozen;
    /** Any thread reads it. */
    private volatile int largestValueBytes;
    /** Whether the turn in progress stepped the shard; and whether a step is in progress, which must end before the next. */
    private boolean stepped;

    private boolean stepping;
    /** What replies asked for in the middle of a step: next, before any other input. */
    private final Queue<Runnable> later = new ArrayDeque<>();

    private record PutOff(Key key, Consumer<ShardTurn> work) {}

    /** What waits for keys that another node has yet to hand over. */
    private final Queue<PutOff> putOff = new ArrayDeque<>();

    private final ShardTurn here = new Here();
    private final Effects effects = this::perform;

    /**
     * @param clock the node's wall clock
     * @param stateWanted told the node id of a peer that knows a newer state
     */
    ShardLoop(
            Vertx vertx,
            Context context,
            Shard shard,
            LongSupplier clock,
            Outbox outbox,
            Consumer<String> stateWanted,
            TurnGate gate) {
        this.vertx = vertx;
        this.context = context;
        this.shard = shard;
        this.clock = clock;
        this.batch = new TurnBatch(outbox, this::isMoving);
        this.stateWanted = stateWanted;
        this.gate = gate;
    }

    /** False when too much is waiting: nothing was done. Else {@code reply} is called once, in a turn of the shard. */
    boolean submit(Operation operation, ClientToken token, Consumer<Result> reply) {
        return offer(() -> submitNow(operation, token, reply));
    }

    /**
     * Runs the work in one turn with all that it submits, and what is submitted when the replies come at once: at once where the
     * shard is at rest, else when its turn comes.
     *
     * @param isFirst nothing that waits in the inbox has to be done before
     * @return false: too much is waiting, and nothing was done
     */
    public boolean run(boolean isFirst, Consumer<ShardTurn> work) {
        if (!enter(isFirst)) {
            return offer(() -> work.accept(here));
        }
        try {
            guarded(() -> work.accept(here));
            runLater();
        } finally {
            noteLargest();
            leave();
        }
        return true;
    }

    /** Looks at the shard on this thread, unless a turn is in progress. */
    public void glance(Consumer<Shard> look) {
        if (!turns.isHeldByCurrentThread() && turns.tryLock()) {
            try {
                look.accept(shard);
            } finally {
                turns.unlock();
            }
        }
    }

    /** Begins a turn on this thread, if that can be done at once. */
    private boolean enter(boolean isFirst) {
        if (gate.isPaused() || gate.turnDelayMillis() > 0 || turns.isHeldByCurrentThread() || !turns.tryLock()) {
            return false;
        }
        if (!isFirst && !inbox.isEmpty()) {
            turns.unlock();
            return false;
        }
        stepped = false;
        nowMillis = clock.getAsLong();
        steadyMillis = SteadyClock.millis();
        return true;
    }

    /** What such a turn sends shares its frames with what others send: the shard's event loop sees to it, and to the time. */
    private void leave() {
        boolean isUnfinished = stepped && (!batch.isEmpty() || wakeMillis() < timerAtMillis);
        turns.unlock();
        if (isUnfinished || !inbox.isEmpty()) {
            schedule();
        }
    }

    /** Runs it on the shard's event loop, outside of its turns. */
    public void runOnLoop(Runnable task) {
        context.runOnContext(v -> task.run());
    }

    /** The shard, to those whose turn it is. */
    private final class Here implements ShardTurn {
        @Override
        public Shard shard() {
            return shard;
        }

        @Override
        public long nowMillis() {
            return nowMillis;
        }

        @Override
        public boolean isPutOff(Key key, Consumer<ShardTurn> work) {
            boolean waits = !frozen && shard.isTakenOver(key) && putOff.size() < NodeLimits.MAX_WAITING_INPUTS;
            if (waits) {
                putOff.add(new PutOff(key, work));
            }
            return waits;
        }

        @Override
        public void submit(Operation operation, ClientToken token, Consumer<Result> reply) {
            if (stepping) {
                later.add(() -> submitNow(operation, token, reply));
            } else {
                submitNow(operation, token, reply);
            }
        }
    }

    private void submitNow(Operation operation, ClientToken token, Consumer<Result> reply) {
        long id = nextOperationId++;
        replies.put(id, new Waiting(operation, reply));
        try {
            step(new ShardInput.Submit(id, operation, token));
        } catch (RuntimeException e) {
            answer(id, failed(operation, "this node failed while it worked on the operation; its log says why"));
            throw e;
        }
        if (frozen) {
            answerStopping();
        }
    }

    /** False when too much is waiting: the message is dropped. Else {@code handled} is called once it is handled. */
    boolean receive(String nodeId, ShardMessage message, Runnable handled) {
        return offer(() -> {
            try {
                step(new ShardInput.Receive(nodeId, message));
            } finally {
                handled.run();
            }
        });
    }

    /** Inputs that must not be lost: states, reachability, snapshots. */
    CompletableFuture<Void> give(ShardInput input) {
        return ask(s -> {
            step(input);
            return null;
        });
    }

    /** Looks at the shard on its own thread. */
    public <T> CompletableFuture<T> ask(Function<Shard, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        put(() -> {
            try {
                answer.complete(question.apply(shard));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** From the answer on the shard takes no more inputs; only {@link #ask} goes on. For a clean stop. */
    CompletableFuture<Void> freeze() {
        return ask(s -> {
            frozen = true;
            answerStopping();
            return null;
        });
    }

    /** No value that the shard holds has more bytes, nor had since it was made. */
    int largestValueBytes() {
        return largestValueBytes;
    }

    private void noteLargest() {
        int now = shard.largestValueBytes();
        if (now != largestValueBytes) {
            largestValueBytes = now;
        }
    }

    int waiting() {
        return waiting.get();
    }

    private boolean offer(Runnable task) {
        if (waiting.get() >= NodeLimits.MAX_WAITING_INPUTS) {
            return false;
        }
        put(task);
        return true;
    }

    private void put(Runnable task) {
        waiting.incrementAndGet();
        inbox.add(task);
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            long delayMillis = gate.turnDelayMillis();
            context.runOnContext(v -> {
                if (delayMillis > 0) {
                    vertx.setTimer(delayMillis, id -> turn());
                } else {
                    turn();
                }
            });
        }
    }

    private void turn() {
        if (gate.isPaused()) {
            // Still scheduled: what comes meanwhile waits in the inbox.
            vertx.setTimer(TurnGate.PAUSE_CHECK_MILLIS, id -> turn());
            return;
        }
        turns.lock();
        try {
            nowMillis = clock.getAsLong();
            steadyMillis = SteadyClock.millis();
            for (int i = 0; i < NodeLimits.MAX_INPUTS_PER_TURN; i++) {
                Runnable task = inbox.poll();
                if (task == null) {
                    break;
                }
                waiting.decrementAndGet();
                guarded(task);
                runLater();
            }
            if (shard.nextWakeMillis() <= steadyMillis) {
                guarded(() -> step(new ShardInput.Wake()));
                runLater();
            }
            guarded(batch::flush);
            armTimer();
        } finally {
            noteLargest();
            // before others have a turn: what they leave to be sent is seen to by the next one
            scheduled.set(false);
            turns.unlock();
            if (!inbox.isEmpty()) {
                schedule();
            }
        }
    }

    /** A bug in one input must not be the end of all others. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A shard failed at one input and goes on with the next; this is a bug", e);
        }
    }

    private void step(ShardInput input) {
        if (!frozen) {
            stepped = true;
            stepping = true;
            try {
                shard.step(input, nowMillis, steadyMillis, effects);
            } finally {
                stepping = false;
            }
        }
    }

    private void runLater() {
        for (Runnable next = later.poll(); next != null; next = later.poll()) {
            guarded(next);
        }
        if (!putOff.isEmpty()) {
            runPutOff();
        }
    }

    private void runPutOff() {
        List<PutOff> all = List.copyOf(putOff);
        putOff.clear();
        for (PutOff each : all) {
            if (!frozen && shard.isTakenOver(each.key)) {
                putOff.add(each);
            } else {
                guarded(() -> each.work.accept(here));
                for (Runnable next = later.poll(); next != null; next = later.poll()) {
                    guarded(next);
                }
            }
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Reply reply -> answer(reply.operationId(), reply.result());
            case Effect.Send send -> batch.add(send.nodeId(), send.message());
            case Effect.FetchState fetch -> stateWanted.accept(fetch.nodeId());
        }
    }

    private boolean isMoving(int slot) {
        return shard.state() != null && shard.state().slot(slot).isJoint();
    }

    private void answer(long operationId, Result result) {
        Waiting waiter = replies.remove(operationId);
        if (waiter != null) {
            waiter.reply().accept(result);
        }
    }

    /** Nobody will work on them any more. */
    private void answerStopping() {
        for (Long id : List.copyOf(replies.keySet())) {
            answer(id, failed(replies.get(id).operation(), "this node is stopping; ask another"));
        }
    }

    private static Result failed(Operation operation, String detail) {
        Failure failure = operation instanceof Operation.Get ? Failure.UNAVAILABLE : Failure.IN_DOUBT;
        return new Result.Failed(failure, detail, operation.key().slot(Slots.COUNT), 0, 0);
    }

    private long wakeMillis() {
        return frozen ? Long.MAX_VALUE : shard.nextWakeMillis();
    }

    private void armTimer() {
        long wanted = wakeMillis();
        if (wanted >= timerAtMillis) {
            return;
        }
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
        timerAtMillis = wanted;
        timer = vertx.setTimer(Math.max(1, wanted - steadyMillis), id -> {
            timer = NO_TIMER;
            timerAtMillis = Long.MAX_VALUE;
            schedule();
        });
    }
}
