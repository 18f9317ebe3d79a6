package dev.meguri.node.lease;

import dev.meguri.core.lease.LeaseAnswer;
import dev.meguri.core.lease.LeaseAsk;
import dev.meguri.core.lease.LeaseAsk.Step;
import dev.meguri.core.lease.LeaseKey;
import dev.meguri.core.lease.LeaseTerms;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.token.ChangeToken;
import dev.meguri.core.token.ClientToken;
import dev.meguri.core.version.Version;
import dev.meguri.node.NodeLimits;
import dev.meguri.node.agent.NodeView;
import dev.meguri.node.fault.Faults;
import dev.meguri.node.lifecycle.NodeProcess;
import dev.meguri.node.shard.ShardPool;
import dev.meguri.service.time.SteadyClock;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Who loads a value: carries out {@link LeaseAsk}, over HTTP and the Redis protocol alike. The first ask of a cluster has its leases
 * switched on, which takes a moment. Any thread asks; answers come on threads of shards and timers.
 */
@Singleton
public class Leases {
    private static final long SWITCHED_ON_WITHIN_MILLIS = 5_000;
    private static final long LOOK_AGAIN_MILLIS = 25;

    private final Vertx vertx;
    private final NodeProcess process;
    private final NodeView view;
    private final Faults faults;
    private final LeaseSwitch onOff;
    private final LeaseCounters counters;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger waiting = new AtomicInteger();

    Leases(Vertx vertx, NodeProcess process, NodeView view, Faults faults, LeaseSwitch onOff, LeaseCounters counters) {
        this.vertx = vertx;
        this.process = process;
        this.view = view;
        this.faults = faults;
        this.onOff = onOff;
        this.counters = counters;
    }

    /**
     * @param token of the lease, of a client that may ask again; null: none
     * @param then called once
     */
    public void ask(Key key, LeaseTerms terms, ClientToken token, Consumer<LeaseAnswer> then) {
        ClientToken once = token == null
                ? new ClientToken(new ChangeToken(random.nextLong(), random.nextLong()), faults.clockMillis())
                : token;
        Consumer<LeaseAnswer> counted = answer -> {
            counters.answered(answer);
            then.accept(answer);
        };
        whenOn(
                key,
                SteadyClock.millis() + SWITCHED_ON_WITHIN_MILLIS,
                () -> {
                    LeaseAsk ask = new LeaseAsk(key, terms, once, SteadyClock.millis());
                    take(ask, ask.first(), counted);
                },
                failed -> counted.accept(new LeaseAnswer.Failed(failed)));
    }

    /** {@link Result.Written} with the lease's new name; a failed condition: it is over. */
    public void renew(Key key, Version lease, long leaseMillis, Consumer<Result> then) {
        change(LeaseAsk.renewal(key, lease, leaseMillis), key, then);
    }

    /** A failed condition: it was over before. */
    public void release(Key key, Version lease, Consumer<Result> then) {
        change(LeaseAsk.release(key, lease), key, then);
    }

    /** Asks that wait for somebody else's value. */
    int waiting() {
        return waiting.get();
    }

    private void change(Operation operation, Key key, Consumer<Result> then) {
        if (!isOn()) {
            // nobody has ever been given a lease
            then.accept(off(key, "no lease is known in this cluster"));
        } else {
            submit(operation, null, key, then);
        }
    }

    private void take(LeaseAsk ask, Step step, Consumer<LeaseAnswer> then) {
        switch (step) {
            case Step.Ask next ->
                submit(
                        next.operation(),
                        next.token(),
                        next.operation().key(),
                        result -> take(ask, ask.answered(result, SteadyClock.millis(), faults.clockMillis()), then));
            case Step.Wait pause -> {
                if (waiting.incrementAndGet() > NodeLimits.MAX_WAITING_LEASES) {
                    waiting.decrementAndGet();
                    take(ask, ask.withoutWaiting(), then);
                } else {
                    vertx.setTimer(pause.millis(), id -> {
                        waiting.decrementAndGet();
                        take(ask, ask.waited(), then);
                    });
                }
            }
            case Step.Done done -> then.accept(done.answer());
        }
    }

    private void submit(Operation operation, ClientToken token, Key key, Consumer<Result> then) {
        ShardPool shards = process.shards();
        if (shards == null || process.isStopping()) {
            then.accept(off(key, "this node is stopping; nothing was changed, ask another one"));
        } else if (!shards.submit(operation, token, then)) {
            then.accept(failed(
                    key, Failure.OVERLOADED, "too many operations wait at this node" + Result.Failed.NOTHING_CHANGED));
        }
    }

    private boolean isOn() {
        ClusterState state = view.state();
        return state != null && state.policies().named(LeaseKey.PREFIX).isPresent();
    }

    private void whenOn(Key key, long untilMillis, Runnable then, Consumer<Result.Failed> otherwise) {
        if (isOn()) {
            then.run();
        } else if (view.state() == null) {
            otherwise.accept(failed(key, Failure.NO_RING, "the cluster is not formed yet"));
        } else if (SteadyClock.millis() >= untilMillis || process.isStopping()) {
            otherwise.accept(off(
                    key,
                    "leases are switched on by the manager when the first one is asked for, and it has not done so yet"
                            + Result.Failed.NOTHING_CHANGED));
        } else {
            onOff.wantsOn();
            vertx.setTimer(LOOK_AGAIN_MILLIS, id -> whenOn(key, untilMillis, then, otherwise));
        }
    }

    private static Result.Failed off(Key key, String why) {
        return failed(key, Failure.UNAVAILABLE, why);
    }

    private static Result.Failed failed(Key key, Failure failure, String why) {
        return new Result.Failed(failure, why, key.slot(Slots.COUNT), 0, 0);
    }
}
