package dev.meguri.node.resp;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.store.Entry;
import dev.meguri.core.token.ClientToken;
import dev.meguri.node.resp.push.KeyWatch;
import dev.meguri.node.shard.ShardLoop;
import dev.meguri.node.shard.ShardTurn;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.command.Flag;
import dev.meguri.resp.program.Program;
import dev.meguri.resp.program.Programs;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Commands about keys: to the shard that owns their slot, as operations of core where there is one, else as programs. */
final class DataCommands {
    private static final String OVERLOADED =
            "ERR overloaded: too many operations wait at this node; nothing was changed, retry later";

    private final RespNode node;

    DataCommands(RespNode node) {
        this.node = node;
    }

    /** @param arguments taken over */
    void run(RespConnection connection, Command command, byte[][] arguments) {
        boolean readsReplicas = connection.session().readonly && !command.is(Flag.WRITE);
        switch (command) {
            case GET -> get(connection, connection.key(arguments[1]), readsReplicas);
            case SET, SETNX, INCR, DECR, INCRBY, DECRBY -> {
                Operation operation = CommandOperations.of(
                        command,
                        connection.key(arguments[1]),
                        arguments,
                        node.clock().getAsLong());
                if (operation == null) {
                    program(connection, command, arguments, readsReplicas);
                } else {
                    submit(connection, command, operation, CommandOperations.answer(command));
                }
            }
            case DEL, UNLINK -> {
                if (arguments.length > 2 && isAnyStrong(arguments)) {
                    removeEach(connection, CommandKeys.keys(command, arguments));
                } else {
                    program(connection, command, arguments, readsReplicas);
                }
            }
            default -> program(connection, command, arguments, readsReplicas);
        }
    }

    /** A read that most often needs nobody else. */
    private void get(RespConnection connection, Key key, boolean readsReplicas) {
        Key[] keys = {key};
        track(connection, keys);
        ShardLoop loop = loopOf(connection, keys, false, readsReplicas);
        if (loop == null) {
            return;
        }
        Pending pending = connection.defer();
        boolean warms = !connection.session().noTouch;
        if (!loop.run(connection.isFirst(), turn -> get(turn, key, readsReplicas, warms, pending))) {
            pending.error(OVERLOADED);
        }
        orderRead(connection, keys, pending);
    }

    private void get(ShardTurn turn, Key key, boolean readsReplicas, boolean warms, Pending pending) {
        Shard shard = turn.shard();
        if (shard.answersAlone(key, readsReplicas)) {
            Entry entry = shard.readAlone(key, turn.nowMillis(), warms);
            found(pending, key, entry != null && entry.isReadableAt(turn.nowMillis()) ? entry : null);
            return;
        }
        if (turn.isPutOff(key, later -> get(later, key, readsReplicas, warms, pending))) {
            return;
        }
        turn.submit(new Operation.Get(key), result -> {
            node.watch().read(turn, key, result instanceof Result.Found found ? found.entry() : null);
            switch (result) {
                case Result.Found found -> found(pending, key, found.entry());
                case Result.Failed failed -> failed(pending, failed);
                default -> found(pending, key, null);
            }
        });
    }

    /** Before it is looked where the keys are: if they move in between, the client is told. */
    private void track(RespConnection connection, Key[] keys) {
        ClientTracking tracking = connection.session().tracking;
        if (tracking != null) {
            tracking.reads(node, keys);
        }
    }

    private void found(Pending pending, Key key, Entry entry) {
        if (entry == null) {
            node.counters().misses.increment();
            if (node.watch().tellsMisses()) {
                node.watch().missed(key);
            }
        } else {
            node.counters().hits.increment();
        }
        pending.bulk(entry == null ? null : entry.value());
    }

    private void failed(Pending pending, Result.Failed failed) {
        node.counters().failures.increment();
        pending.error(Failures.text(failed));
    }

    /** Without a token. */
    void submit(
            RespConnection connection, Command command, Operation operation, BiConsumer<RespWriter, Result> answer) {
        submit(connection, command, operation, null, answer);
    }

    /**
     * One operation of core, at the serving primary of its key.
     *
     * @param token of a write that its client may send again; null: none
     * @param answer of every result but a failure
     */
    void submit(
            RespConnection connection,
            Command command,
            Operation operation,
            ClientToken token,
            BiConsumer<RespWriter, Result> answer) {
        boolean isWrite = !(operation instanceof Operation.Get);
        Key[] keys = {operation.key()};
        ShardLoop loop = loopOf(connection, keys, isWrite, false);
        if (loop == null) {
            return;
        }
        Pending pending = connection.defer();
        Submission submission = new Submission(command, operation, token, answer, pending, connection.session().id);
        if (!loop.run(connection.isFirst(), turn -> submit(turn, submission))) {
            pending.error(OVERLOADED);
        }
        if (isWrite) {
            order(connection, keys, pending);
        } else {
            orderRead(connection, keys, pending);
        }
    }

    private record Submission(
            Command command,
            Operation operation,
            ClientToken token,
            BiConsumer<RespWriter, Result> answer,
            Pending pending,
            long clientId) {}

    private void submit(ShardTurn turn, Submission of) {
        Operation operation = of.operation;
        if (turn.isPutOff(operation.key(), later -> submit(later, of))) {
            return;
        }
        KeyWatch watch = node.watch();
        boolean isWrite = !(operation instanceof Operation.Get);
        if (isWrite) {
            watch.because(operation.key(), of.command, true, of.clientId);
        }
        turn.submit(operation, of.token, result -> {
            if (isWrite) {
                watch.done(operation.key());
            }
            if (result instanceof Result.Failed failed) {
                failed(of.pending, failed);
                return;
            }
            if (result instanceof Result.Written || result instanceof Result.Removed) {
                of.pending.wrote(Failures.confirmed(result));
            }
            if (of.command == Command.SET && result instanceof Result.Written) {
                of.pending.complete(RespWriter.OK);
                return;
            }
            RespWriter out = of.pending.writer();
            of.answer.accept(out, result);
            of.pending.complete(out.take());
        });
    }

    /** What takes some turns, at the node that serves the key. @param work completes the answer, in whatever time */
    void await(RespConnection connection, Key key, Consumer<Pending> work) {
        Key[] keys = {key};
        if (loopOf(connection, keys, true, false) != null) {
            Pending pending = connection.defer();
            work.accept(pending);
            order(connection, keys, pending);
        }
    }

    void program(RespConnection connection, Command command, byte[][] arguments, boolean readsReplicas) {
        Program program = Programs.of(command);
        run(
                connection,
                new CommandBody(command, program, arguments),
                CommandKeys.keys(command, arguments),
                readsReplicas);
    }

    /** @param keys at least one, each once, of one slot */
    void run(RespConnection connection, KeyTask.Body body, Key[] keys, boolean readsReplicas) {
        if (body.isRead()) {
            track(connection, keys);
        }
        ShardLoop loop = loopOf(connection, keys, body.isWrite(), readsReplicas);
        if (loop == null) {
            return;
        }
        Pending pending = connection.defer();
        KeyTask task =
                new KeyTask(body, keys, readsReplicas, pending, node.watch(), node.routing(), connection.session());
        if (!loop.run(connection.isFirst(), task::run)) {
            pending.error(OVERLOADED);
        }
        if (body.isWrite()) {
            order(connection, keys, pending);
        } else {
            orderRead(connection, keys, pending);
        }
    }

    /** Where this node makes the write by itself, what comes next finds it made; else it has to wait. */
    private void order(RespConnection connection, Key[] keys, Pending pending) {
        if (!pending.isDone() && !node.routing().makesAlone(keys)) {
            connection.owed().writes(keys, pending);
        }
    }

    /** A read that this node answers by itself is over before what comes next; else what is written next waits for it. */
    private void orderRead(RespConnection connection, Key[] keys, Pending pending) {
        if (!pending.isDone() && !node.routing().readsAlone(keys)) {
            connection.owed().reads(keys, pending);
        }
    }

    /** Strong keys go one by one: each removal is linearizable, all of them together are not one. */
    private void removeEach(RespConnection connection, Key[] keys) {
        ShardLoop loop = loopOf(connection, keys, true, false);
        if (loop == null) {
            return;
        }
        Pending pending = connection.defer();
        int[] left = {keys.length, 0};
        Result.Failed[] failure = new Result.Failed[1];
        long clientId = connection.session().id;
        boolean taken = loop.run(connection.isFirst(), turn -> {
            for (Key key : keys) {
                node.watch().because(key, Command.DEL, true, clientId);
                turn.submit(new Operation.Remove(key, Condition.ALWAYS), result -> {
                    switch (result) {
                        case Result.Failed failed -> failure[0] = failed;
                        case Result.Removed removed -> {
                            left[1] += removed.existed() ? 1 : 0;
                            pending.wrote(Failures.confirmed(result));
                        }
                        default -> throw new IllegalStateException("no answer to a removal: " + result);
                    }
                    if (--left[0] == 0 && failure[0] != null) {
                        failed(pending, failure[0].inDoubt("some of the keys may be removed"));
                    } else if (left[0] == 0) {
                        pending.complete(pending.writer().integer(left[1]).take());
                    }
                });
            }
        });
        if (!taken) {
            pending.error(OVERLOADED);
        }
        order(connection, keys, pending);
    }

    private boolean isAnyStrong(byte[][] arguments) {
        if (node.routing().state() == null) {
            return false;
        }
        for (int i = 1; i < arguments.length; i++) {
            if (node.routing()
                    .state()
                    .policies()
                    .of(CommandKeys.key(arguments[i]))
                    .isStrong()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Null: the keys are served elsewhere, or nowhere, and the client is told.
     *
     * @throws HeldException an earlier command about one of them is not answered yet, and has to be
     */
    private ShardLoop loopOf(RespConnection connection, Key[] keys, boolean isWrite, boolean readsReplicas) {
        Pending before = connection.owed().before(keys, isWrite);
        if (before != null) {
            throw new HeldException(before);
        }
        Key key = keys[0];
        String elsewhere = node.routing().elsewhere(key, readsReplicas);
        if (elsewhere != null) {
            if (elsewhere.startsWith("MOVED")) {
                node.counters().redirections.increment();
            }
            connection.refuse(elsewhere);
            return null;
        }
        return node.shards().ofSlot(key.slot(Slots.COUNT));
    }

    /** One command's program. */
    record CommandBody(Command command, Program program, byte[][] arguments) implements KeyTask.Body {
        @Override
        public void run(WorkingSet keys, RespWriter out) {
            program.run(arguments, keys, out);
        }

        @Override
        public String name() {
            return command.text();
        }

        @Override
        public boolean isWrite() {
            return command.is(Flag.WRITE);
        }

        @Override
        public void because(KeyWatch watch, Key key, long clientId) {
            watch.because(key, command, Arrays.equals(arguments[command.firstKey()], key.bytes()), clientId);
        }

        @Override
        public byte[] unless(Key[] keys, Entry[] entries, long nowMillis, RespWriter out) {
            return null;
        }
    }
}
