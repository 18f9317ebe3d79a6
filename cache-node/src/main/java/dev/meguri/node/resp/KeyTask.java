package dev.meguri.node.resp;

import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;
import dev.meguri.node.resp.push.KeyWatch;
import dev.meguri.node.shard.ShardTurn;
import dev.meguri.resp.codec.AnswerTooLongException;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.program.CommandException;
import java.util.List;

/**
 * One program over keys of one slot, in turns of its shard.
 *
 * <pre>
 * all keys eventual, and led here   look at them, run the program, submit what it changed: all in one turn (SLOT.md, rules 10, 22)
 * else                              read the keys, run the program; one changed key is a compare-and-set, again where it failed
 * </pre>
 *
 * Strong keys that are changed together are refused: each is linearizable by itself alone.
 */
final class KeyTask {
    /** Compare-and-sets of one key that others may outrun, one after the other; then the client is told. */
    static final int MAX_TRIES = 64;

    private static final String NOT_HERE =
            "NOREPLICAS Not enough good replicas to write. Several keys are changed at once only by the serving primary;"
                    + " nothing was changed, retry";

    /** What runs: a command's program, or a transaction. */
    interface Body {
        /** Writes the answer; may be run again. */
        void run(WorkingSet keys, RespWriter out);

        /** For errors: what is refused. */
        String name();

        boolean isWrite();

        /** Whether it reads keys and writes none, or a transaction may. */
        default boolean isRead() {
            return !isWrite();
        }

        /** Whether all that it read must still be so when it writes. */
        default boolean isAtomic() {
            return false;
        }

        /** Tells what is about to change the key. */
        void because(KeyWatch watch, Key key, long clientId);

        /** What it changed is made; once, and not where it failed. */
        default void made() {}

        /** What the keys must be like, or the body must not run; null: nothing. @return the answer then */
        byte[] unless(Key[] keys, Entry[] entries, long nowMillis, RespWriter out);
    }

    private final Body body;
    private final Key[] keys;
    private final boolean readsReplicas;
    private final Pending pending;
    private final KeyWatch watch;
    private final Routing routing;
    private final long clientId;
    private final boolean warms;
    private int tries;

    /** @param keys each once */
    KeyTask(
            Body body,
            Key[] keys,
            boolean readsReplicas,
            Pending pending,
            KeyWatch watch,
            Routing routing,
            Session session) {
        this.body = body;
        this.keys = keys;
        this.readsReplicas = readsReplicas;
        this.pending = pending;
        this.watch = watch;
        this.routing = routing;
        this.clientId = session.id;
        this.warms = !session.noTouch;
    }

    void run(ShardTurn turn) {
        if (turn.isPutOff(keys[0], this::run)) {
            return;
        }
        tries++;
        try {
            if (isHere(turn.shard())) {
                here(turn);
            } else {
                read(turn);
            }
        } catch (RuntimeException e) {
            pending.error("ERR this node failed while it worked on the command; its log says why");
            throw e;
        }
    }

    /** Whether all is decided here, in this turn. */
    private boolean isHere(Shard shard) {
        for (Key key : keys) {
            if (body.isWrite() ? !shard.leads(key) : !shard.answersAlone(key, readsReplicas)) {
                return false;
            }
        }
        return true;
    }

    private void here(ShardTurn turn) {
        Entry[] entries = new Entry[keys.length];
        for (int i = 0; i < keys.length; i++) {
            entries[i] = turn.shard().readAlone(keys[i], turn.nowMillis(), warms);
        }
        decide(turn, entries);
    }

    private void read(ShardTurn turn) {
        if (turn.shard().state() == null) {
            pending.error(Routing.DOWN);
            return;
        }
        Entry[] entries = new Entry[keys.length];
        Countdown waiting = new Countdown(keys.length);
        for (int i = 0; i < keys.length; i++) {
            int at = i;
            turn.submit(new Operation.Get(keys[i]), result -> {
                switch (result) {
                    case Result.Found found -> entries[at] = found.entry();
                    case Result.Failed failed -> waiting.fail(failed);
                    default -> entries[at] = null;
                }
                watch.read(turn, keys[at], entries[at]);
                if (waiting.isOver()) {
                    guarded(() -> afterReads(turn, entries, waiting));
                }
            });
        }
    }

    private void afterReads(ShardTurn turn, Entry[] entries, Countdown waiting) {
        if (waiting.failed != null) {
            pending.error(Failures.text(waiting.failed));
        } else {
            decide(turn, entries);
        }
    }

    private void decide(ShardTurn turn, Entry[] entries) {
        RespWriter out = pending.writer();
        byte[] refusal = body.unless(keys, entries, turn.nowMillis(), out);
        if (refusal != null) {
            pending.complete(refusal);
            return;
        }
        Policy[] policies = new Policy[keys.length];
        boolean isStrong = false;
        for (int i = 0; i < keys.length; i++) {
            policies[i] = turn.shard().policyOf(keys[i]);
            isStrong |= policies[i].isStrong();
        }
        if (watch.tellsMisses() && !body.isWrite()) {
            for (int i = 0; i < keys.length; i++) {
                if (entries[i] == null || !entries[i].isReadableAt(turn.nowMillis())) {
                    watch.missed(keys[i]);
                }
            }
        }
        WorkingSet set = new WorkingSet(keys, entries, policies, turn.nowMillis());
        List<Operation> changes;
        try {
            body.run(set, out);
            changes = set.changes();
        } catch (CommandException | AnswerTooLongException e) {
            pending.error(e.getMessage());
            return;
        }
        if (changes.isEmpty()) {
            body.made();
            pending.complete(out.take());
        } else if (body.isAtomic() && set.dependsOnOthers() && isStrong) {
            pending.error(
                    "ERR " + body.name() + " may not read or watch other keys than the one it changes where a policy"
                            + " is strong: each strong key is linearizable by itself. Nothing was changed");
        } else if (body.isAtomic() && set.dependsOnOthers() && !isHere(turn.shard())) {
            pending.error(whyNotHere(turn.shard()));
        } else if (changes.size() == 1) {
            change(turn, changes.getFirst(), out);
        } else if (isStrong) {
            pending.error("ERR " + body.name() + " may not change several keys of a strong policy at once:"
                    + " each strong key is linearizable by itself. Nothing was changed");
        } else if (isHere(turn.shard())) {
            changeAll(turn, changes, out);
        } else {
            pending.error(whyNotHere(turn.shard()));
        }
    }

    private String whyNotHere(Shard shard) {
        String moved = routing.movedOn(shard.state(), keys[0]);
        return moved == null ? NOT_HERE : moved;
    }

    private void change(ShardTurn turn, Operation change, RespWriter out) {
        body.because(watch, change.key(), clientId);
        turn.submit(change, result -> {
            watch.done(change.key());
            switch (result) {
                case Result.Failed failed -> pending.error(Failures.text(failed));
                case Result.ConditionFailed failed when tries < MAX_TRIES -> guarded(() -> run(turn));
                case Result.ConditionFailed failed ->
                    pending.error("ERR the key was changed " + MAX_TRIES
                            + " times meanwhile; nothing was changed by this command, retry");
                default -> {
                    pending.wrote(Failures.confirmed(result));
                    body.made();
                    pending.complete(out.take());
                }
            }
        });
    }

    /** One turn at the serving primary, one frame to each replica. */
    private void changeAll(ShardTurn turn, List<Operation> changes, RespWriter out) {
        for (Operation change : changes) {
            if (change instanceof Operation.Put put && !hasRoom(turn.shard(), put)) {
                pending.error("OOM command not allowed when used memory > 'maxmemory'. Nothing was changed");
                return;
            }
        }
        Countdown waiting = new Countdown(changes.size());
        for (Operation change : changes) {
            body.because(watch, change.key(), clientId);
            turn.submit(change, result -> {
                watch.done(change.key());
                switch (result) {
                    case Result.Failed failed ->
                        waiting.fail(failed.inDoubt("other keys of this command may be changed"));
                    case Result.ConditionFailed failed ->
                        waiting.fail(new Result.Failed(
                                Failure.IN_DOUBT,
                                "the slot moved while its keys were changed; some of them may be: read before a retry",
                                failed.receipt().slot(),
                                0,
                                0));
                    default -> pending.wrote(Failures.confirmed(result));
                }
                if (waiting.isOver()) {
                    if (waiting.failed != null) {
                        pending.error(Failures.text(waiting.failed));
                    } else {
                        body.made();
                        pending.complete(out.take());
                    }
                }
            });
        }
    }

    private static boolean hasRoom(Shard shard, Operation.Put put) {
        Entry present = shard.store().peek(put.key());
        Version version = present == null ? new Version(0, "", 0) : present.version();
        return shard.store()
                .hasRoomFor(Entry.value(put.key(), version, put.value(), put.contentType(), put.expireAtMillis()));
    }

    /** A reply runs in the middle of a shard's turn: what goes wrong there must not take others along. */
    private void guarded(Runnable rest) {
        try {
            rest.run();
        } catch (RuntimeException e) {
            if (!pending.isDone()) {
                pending.error("ERR this node failed while it worked on the command; its log says why");
            }
            throw e;
        }
    }

    private static final class Countdown {
        private int left;
        Result.Failed failed;

        Countdown(int count) {
            left = count;
        }

        void fail(Result.Failed how) {
            failed = failed == null ? how : failed;
        }

        /** To be called once per answer. */
        boolean isOver() {
            return --left == 0;
        }
    }
}
