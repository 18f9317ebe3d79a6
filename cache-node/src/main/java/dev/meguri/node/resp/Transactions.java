package dev.meguri.node.resp;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.node.resp.push.KeyWatch;
import dev.meguri.node.shard.ShardLoop;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.command.Flag;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Program;
import dev.meguri.resp.program.Programs;
import dev.meguri.resp.program.Words;
import dev.meguri.resp.push.SubscriptionKind;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * MULTI, EXEC, WATCH: the commands of a transaction are programs over the same keys of one slot, run one after the other, and
 * what all of them changed is made at once (SLOT.md, rule 22).
 */
final class Transactions {
    private static final String ABORTED = "EXECABORT Transaction discarded because of previous errors.";

    private final RespNode node;
    private final DataCommands data;

    Transactions(RespNode node, DataCommands data) {
        this.node = node;
        this.data = data;
    }

    void register(Map<Command, Dispatcher.Handler> handlers) {
        handlers.put(Command.MULTI, this::multi);
        handlers.put(Command.EXEC, this::exec);
        handlers.put(Command.DISCARD, this::discard);
        handlers.put(Command.WATCH, this::watch);
        handlers.put(Command.UNWATCH, (c, a) -> {
            c.session().watched.clear();
            c.answer().ok();
        });
    }

    /** Whether the command is run at once within a transaction. */
    static boolean isOwn(Command command) {
        return switch (command) {
            case MULTI, EXEC, DISCARD, WATCH, RESET, QUIT -> true;
            default -> false;
        };
    }

    private void multi(RespConnection c, byte[][] a) {
        if (c.session().transaction != null) {
            // The transaction goes on, as in Redis.
            c.refuse("ERR MULTI calls can not be nested");
            return;
        }
        c.session().transaction = new Session.Transaction();
        c.answer().ok();
    }

    private void discard(RespConnection c, byte[][] a) {
        if (c.session().transaction == null) {
            throw new CommandException("ERR DISCARD without MULTI");
        }
        c.session().transaction = null;
        c.session().watched.clear();
        c.answer().ok();
    }

    private void watch(RespConnection c, byte[][] a) {
        if (c.session().transaction != null) {
            c.refuse("ERR WATCH inside MULTI is not allowed");
            return;
        }
        Key[] keys = CommandKeys.keys(Command.WATCH, a);
        String elsewhere = node.routing().elsewhere(keys[0], false);
        if (elsewhere != null) {
            throw new CommandException(elsewhere);
        }
        Pending pending = c.defer();
        c.holdUntil(pending);
        ShardLoop loop = node.shards().ofSlot(keys[0].slot(Slots.COUNT));
        Watch[] seen = new Watch[keys.length];
        int[] left = {keys.length};
        Result.Failed[] failure = new Result.Failed[1];
        boolean taken = loop.run(c.isFirst(), turn -> {
            for (int i = 0; i < keys.length; i++) {
                int at = i;
                turn.submit(new Operation.Get(keys[i]), result -> {
                    Entry entry = result instanceof Result.Found found ? found.entry() : null;
                    failure[0] = result instanceof Result.Failed failed ? failed : failure[0];
                    seen[at] = Watch.of(keys[at], entry, turn.nowMillis());
                    if (--left[0] == 0) {
                        watched(c, pending, seen, failure[0]);
                    }
                });
            }
        });
        if (!taken) {
            pending.error("ERR overloaded: too many operations wait at this node; retry later");
        }
    }

    /** The session belongs to the connection's thread. */
    private static void watched(RespConnection c, Pending pending, Watch[] seen, Result.Failed failure) {
        c.runHere(() -> {
            if (failure != null) {
                pending.error(Failures.text(failure));
                return;
            }
            for (Watch watch : seen) {
                c.session().watched.putIfAbsent(watch.key(), watch);
            }
            pending.complete(pending.writer().ok().take());
        });
    }

    private void exec(RespConnection c, byte[][] a) {
        Session session = c.session();
        Session.Transaction transaction = session.transaction;
        if (transaction == null) {
            throw new CommandException("ERR EXEC without MULTI");
        }
        if (transaction.queued.stream().anyMatch(one -> one.command().is(Flag.PUBSUB))) {
            c.requireAllAnswered();
        }
        session.transaction = null;
        List<Watch> watched = List.copyOf(session.watched.values());
        session.watched.clear();
        if (transaction.broken) {
            throw new CommandException(ABORTED);
        }
        Set<Key> keys = new LinkedHashSet<>();
        watched.forEach(watch -> keys.add(watch.key()));
        for (Session.Queued queued : transaction.queued) {
            if (Programs.of(queued.command()) != null) {
                keys.addAll(List.of(CommandKeys.keys(queued.command(), queued.arguments())));
            }
        }
        if (keys.isEmpty()) {
            RespWriter out = c.answer();
            out.array(transaction.queued.size());
            transaction.queued.forEach(queued -> local(queued, node, out));
            publish(transaction.queued, node);
            return;
        }
        int slot = keys.iterator().next().slot(Slots.COUNT);
        for (Key key : keys) {
            if (key.slot(Slots.COUNT) != slot) {
                throw new CommandException(CommandKeys.CROSS_SLOT);
            }
        }
        c.costs(transaction.cost);
        try {
            data.run(c, new Body(transaction.queued, watched, node), keys.toArray(Key[]::new), false);
        } catch (HeldException e) {
            session.transaction = transaction;
            watched.forEach(watch -> session.watched.put(watch.key(), watch));
            throw e;
        }
    }

    /** The few commands without keys that a transaction may have. */
    private static void local(Session.Queued queued, RespNode node, RespWriter out) {
        byte[][] a = queued.arguments();
        switch (queued.command()) {
            case PING -> {
                if (a.length > 2) {
                    out.error(Errors.wrongArguments("ping").getMessage());
                } else if (a.length == 2) {
                    out.bulk(a[1]);
                } else {
                    out.simple("PONG");
                }
            }
            case ECHO -> out.bulk(a[1]);
            case SELECT -> {
                if (Words.text(a[1]).equals("0")) {
                    out.ok();
                } else {
                    out.error("ERR SELECT is not allowed in cluster mode");
                }
            }
            case TIME -> ServerCommands.time(node.clock().getAsLong(), out);
            case PUBLISH -> out.integer(node.push().subscriptions().listeners(SubscriptionKind.CHANNEL, a[1]));
            case SPUBLISH -> out.integer(node.push().subscriptions().listeners(SubscriptionKind.SHARD, a[1]));
            default -> out.error("ERR Command not allowed inside a transaction");
        }
    }

    /** When everything else of the transaction is made. */
    private static void publish(List<Session.Queued> queued, RespNode node) {
        for (Session.Queued one : queued) {
            if (one.command() == Command.PUBLISH) {
                node.push().publish(one.arguments()[1], one.arguments()[2]);
            } else if (one.command() == Command.SPUBLISH) {
                node.push().publishInSlot(one.arguments()[1], one.arguments()[2]);
            }
        }
    }

    private record Body(List<Session.Queued> queued, List<Watch> watched, RespNode node) implements KeyTask.Body {
        @Override
        public void run(WorkingSet keys, RespWriter out) {
            watched.forEach(watch -> keys.dependOn(watch.key()));
            out.array(queued.size());
            for (Session.Queued one : queued) {
                Program program = Programs.of(one.command());
                if (program == null) {
                    local(one, node, out);
                    continue;
                }
                WorkingSet.Saved before = keys.save();
                try {
                    program.run(one.arguments(), keys, out);
                } catch (CommandException e) {
                    keys.restore(before);
                    out.error(e.getMessage());
                }
            }
        }

        /** The last command that names the key is taken for what changed it. */
        @Override
        public void because(KeyWatch watch, Key key, long clientId) {
            for (Session.Queued one : queued.reversed()) {
                Command command = one.command();
                if (!command.is(Flag.WRITE) || command.firstKey() == 0) {
                    continue;
                }
                for (int i = command.firstKey(); i <= command.lastKey(one.arguments().length); i += command.keyStep()) {
                    if (Arrays.equals(one.arguments()[i], key.bytes())) {
                        watch.because(key, command, i == command.firstKey(), clientId);
                        return;
                    }
                }
            }
        }

        @Override
        public boolean isRead() {
            return queued.stream().anyMatch(one -> one.command().is(Flag.READONLY));
        }

        @Override
        public void made() {
            publish(queued, node);
        }

        @Override
        public String name() {
            return "EXEC";
        }

        @Override
        public boolean isAtomic() {
            return true;
        }

        /** What is watched is compared where writes are made. */
        @Override
        public boolean isWrite() {
            return !watched.isEmpty()
                    || queued.stream().anyMatch(one -> one.command().is(Flag.WRITE));
        }

        @Override
        public byte[] unless(Key[] keys, Entry[] entries, long nowMillis, RespWriter out) {
            for (Watch watch : watched) {
                for (int i = 0; i < keys.length; i++) {
                    if (keys[i].equals(watch.key()) && !watch.isAsBefore(entries[i], nowMillis)) {
                        return out.nullArray().take();
                    }
                }
            }
            return null;
        }
    }
}
