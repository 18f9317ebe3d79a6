package dev.meguri.node.resp;

import dev.meguri.node.resp.push.PushHub;
import dev.meguri.resp.RespLimits;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Glob;
import dev.meguri.resp.program.Words;
import dev.meguri.resp.push.Name;
import dev.meguri.resp.push.Subscriber;
import dev.meguri.resp.push.SubscriptionKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * SUBSCRIBE, PUBLISH, PUBSUB and their kind. They run when everything before them is answered: what follows a confirmation then
 * follows it in the client's eyes, and a message is published after the writes that were sent before it.
 */
final class PubSubCommands {
    private final RespNode node;
    private final PushHub hub;

    PubSubCommands(RespNode node) {
        this.node = node;
        this.hub = node.push();
    }

    void register(Map<Command, Dispatcher.Handler> handlers) {
        handlers.put(Command.SUBSCRIBE, (c, a) -> subscribe(c, a, SubscriptionKind.CHANNEL));
        handlers.put(Command.PSUBSCRIBE, (c, a) -> subscribe(c, a, SubscriptionKind.PATTERN));
        handlers.put(Command.SSUBSCRIBE, this::shardSubscribe);
        handlers.put(Command.UNSUBSCRIBE, (c, a) -> unsubscribe(c, a, SubscriptionKind.CHANNEL));
        handlers.put(Command.PUNSUBSCRIBE, (c, a) -> unsubscribe(c, a, SubscriptionKind.PATTERN));
        handlers.put(Command.SUNSUBSCRIBE, (c, a) -> unsubscribe(c, a, SubscriptionKind.SHARD));
        handlers.put(Command.PUBLISH, this::publish);
        handlers.put(Command.SPUBLISH, this::publishInSlot);
        handlers.put(Command.PUBSUB_, this::pubsub);
    }

    /** Whether the command may run while a client of RESP2 listens. */
    static boolean isForListeners(Command command) {
        return switch (command) {
            case SUBSCRIBE, PSUBSCRIBE, SSUBSCRIBE, UNSUBSCRIBE, PUNSUBSCRIBE, SUNSUBSCRIBE, PING, QUIT, RESET -> true;
            default -> false;
        };
    }

    static CommandException notWhileListening(Command command) {
        return new CommandException("ERR Can't execute '" + command.text()
                + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context");
    }

    private void subscribe(RespConnection c, byte[][] a, SubscriptionKind kind) {
        for (int i = 1; i < a.length; i++) {
            checkLength(a[i]);
        }
        c.requireAllAnswered();
        Subscriber subscriber = c.pushes().listen();
        for (int i = 1; i < a.length; i++) {
            Name name = new Name(a[i]);
            if (!subscriber.has(kind, name) && !subscriber.hasRoomFor(name)) {
                c.refuse("ERR a connection may subscribe to " + RespLimits.MAX_SUBSCRIPTION_BYTES + " bytes of names");
                return;
            }
            if (subscriber.add(kind, name)) {
                hub.subscriptions().add(kind, name, c.pushes());
            }
            c.answer().push(3).bulk(kind.subscribed()).bulk(a[i]).integer(subscriber.toldCount(kind));
        }
    }

    private void shardSubscribe(RespConnection c, byte[][] a) {
        requireHeldHere(CommandKeys.keys(Command.SSUBSCRIBE, a)[0].bytes());
        subscribe(c, a, SubscriptionKind.SHARD);
    }

    private void unsubscribe(RespConnection c, byte[][] a, SubscriptionKind kind) {
        c.requireAllAnswered();
        Subscriber subscriber = c.session().subscriber;
        List<Name> names = subscriber == null ? List.of() : subscriber.names(kind);
        if (a.length > 1) {
            names = List.of(a).subList(1, a.length).stream().map(Name::new).toList();
        } else if (names.isEmpty()) {
            RespWriter out = c.answer();
            out.push(3).bulk(kind.unsubscribed()).nullBulk();
            out.integer(subscriber == null ? 0 : subscriber.toldCount(kind));
        }
        for (Name name : names) {
            if (subscriber != null && subscriber.remove(kind, name)) {
                hub.subscriptions().remove(kind, name, c.pushes());
            }
            int left = subscriber == null ? 0 : subscriber.toldCount(kind);
            c.answer().push(3).bulk(kind.unsubscribed()).bulk(name.bytes()).integer(left);
        }
    }

    private void publish(RespConnection c, byte[][] a) {
        checkLength(a[1]);
        c.requireAllAnswered();
        c.answer().integer(hub.publish(a[1], a[2]));
    }

    private void publishInSlot(RespConnection c, byte[][] a) {
        requireHeldHere(a[1]);
        c.requireAllAnswered();
        c.answer().integer(hub.publishInSlot(a[1], a[2]));
    }

    /** @throws CommandException MOVED, or what is wrong with a channel within MULTI */
    void checkQueued(Command command, byte[][] a) {
        if (command == Command.PUBLISH) {
            checkLength(a[1]);
        } else if (command == Command.SPUBLISH) {
            requireHeldHere(a[1]);
        }
    }

    private void requireHeldHere(byte[] channel) {
        String elsewhere = node.routing().elsewhere(CommandKeys.key(channel), true);
        if (elsewhere != null) {
            throw new CommandException(elsewhere);
        }
    }

    private static void checkLength(byte[] name) {
        if (name.length > RespLimits.MAX_CHANNEL_BYTES) {
            throw new CommandException("ERR a channel's name has at most " + RespLimits.MAX_CHANNEL_BYTES + " bytes");
        }
    }

    private void pubsub(RespConnection c, byte[][] a) {
        switch (Words.option(a[1])) {
            case "CHANNELS" -> channels(c, a, SubscriptionKind.CHANNEL);
            case "SHARDCHANNELS" -> channels(c, a, SubscriptionKind.SHARD);
            case "NUMSUB" -> counts(c, a, SubscriptionKind.CHANNEL);
            case "SHARDNUMSUB" -> counts(c, a, SubscriptionKind.SHARD);
            case "NUMPAT" -> {
                requireAtMost(a, 2);
                c.answer().integer(hub.subscriptions().size(SubscriptionKind.PATTERN));
            }
            default -> throw Dispatcher.unknownSubcommand(a[1], "PUBSUB");
        }
    }

    private void channels(RespConnection c, byte[][] a, SubscriptionKind kind) {
        requireAtMost(a, 3);
        List<Name> names = hub.subscriptions().names(kind, a.length == 3 ? new Glob(a[2]) : null);
        RespWriter out = c.answer();
        out.array(names.size());
        names.forEach(name -> out.bulk(name.bytes()));
    }

    private void counts(RespConnection c, byte[][] a, SubscriptionKind kind) {
        RespWriter out = c.answer();
        out.array(2 * (a.length - 2));
        for (int i = 2; i < a.length; i++) {
            out.bulk(a[i]).integer(hub.subscriptions().count(kind, new Name(a[i])));
        }
    }

    private static void requireAtMost(byte[][] a, int count) {
        if (a.length > count) {
            throw Errors.wrongArguments("pubsub|" + Words.text(a[1]).toLowerCase(Locale.ROOT));
        }
    }
}
