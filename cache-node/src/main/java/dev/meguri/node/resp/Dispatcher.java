package dev.meguri.node.resp;

import dev.meguri.resp.RespLimits;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.command.Flag;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Programs;
import dev.meguri.resp.program.Words;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Which command is meant, whether it may run now, and what runs it. */
final class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final String NO_AUTH = "NOAUTH Authentication required.";
    /** Of an unknown command, so much is told back. */
    private static final int SHOWN_BYTES = 128;

    /** Runs a command on its connection's thread; answers it, or defers the answer. */
    @FunctionalInterface
    interface Handler {
        /** @throws CommandException before anything was answered */
        void run(RespConnection connection, byte[][] arguments);
    }

    private final RespNode node;
    private final DataCommands data;
    private final PubSubCommands pubSub;
    private final Map<Command, Handler> handlers = new EnumMap<>(Command.class);

    Dispatcher(RespNode node) {
        this.node = node;
        this.data = new DataCommands(node);
        new ConnectionCommands(node).register(handlers);
        new ServerCommands(node).register(handlers);
        new ClusterCommands(node).register(handlers);
        new KeyWalkCommands(node).register(handlers);
        pubSub = new PubSubCommands(node);
        pubSub.register(handlers);
        new Transactions(node, data).register(handlers);
        new MeguriCommands(node, data).register(handlers);
        new MeguriWrites(node, data).register(handlers);
        handlers.put(Command.MEGURI_LEASE, new LeaseCommand(node, data)::run);
        handlers.put(Command.MEGURI_RING, new RingCommand(node)::run);
        new DiagnosticCommands(node, data).register(handlers);
    }

    void dispatch(RespConnection connection, Request request) {
        Command command = request.command;
        byte[][] arguments = request.arguments;
        try {
            if (command == null) {
                unknown(connection, arguments);
                return;
            }
            node.counters().command(command);
            Session session = connection.session();
            session.lastCommand = command.text();
            if (!command.acceptsCount(arguments.length)) {
                throw Errors.wrongArguments(command.text());
            }
            if (!session.authenticated && !command.is(Flag.NO_AUTH)) {
                throw new CommandException(NO_AUTH);
            }
            if (session.subscriber != null && session.isListeningOnly() && !PubSubCommands.isForListeners(command)) {
                throw PubSubCommands.notWhileListening(command);
            }
            if (node.stopping().getAsBoolean()) {
                // Its clients connect again, to another.
                connection.closeAfterAnswers();
                return;
            }
            OwedAnswers.Cost cost = OwedAnswers.Cost.of(request, node.shards().largestValueBytes());
            connection.costs(cost);
            if (session.transaction != null && !Transactions.isOwn(command)) {
                queue(connection, command, arguments, cost);
            } else {
                run(connection, command, arguments);
            }
        } catch (RuntimeException e) {
            refuse(connection, command, e);
        }
    }

    private void runSafely(RespConnection connection, Command command, byte[][] arguments) {
        try {
            run(connection, command, arguments);
        } catch (RuntimeException e) {
            refuse(connection, command, e);
        }
    }

    private static void refuse(RespConnection connection, Command command, RuntimeException e) {
        breakTransaction(connection);
        if (e instanceof CommandException refused) {
            connection.refuse(refused.getMessage());
        } else {
            LOG.errorf(e, "The command %s failed; this is a bug", command);
            connection.refuse("ERR this node failed while it worked on the command; its log says why");
        }
    }

    private void run(RespConnection connection, Command command, byte[][] arguments) {
        boolean isTimed = connection.timer().begins(command, arguments);
        try {
            Handler handler = handlers.get(command);
            if (HelpText.isAskedFor(command, arguments)) {
                HelpText.write(command, connection.answer());
            } else if (handler != null) {
                handler.run(connection, arguments);
            } else {
                data.run(connection, command, arguments);
            }
            ClientTracking tracking = connection.session().tracking;
            if (tracking != null) {
                tracking.ran(command);
            }
        } catch (HeldException e) {
            connection.holdUntil(e.until(), () -> runSafely(connection, command, arguments));
        } finally {
            if (isTimed) {
                connection.timer().ends();
            }
        }
    }

    private void queue(RespConnection connection, Command command, byte[][] arguments, OwedAnswers.Cost cost) {
        if (command.is(Flag.NO_MULTI)) {
            throw new CommandException("ERR Command not allowed inside a transaction");
        }
        Session.Transaction transaction = connection.session().transaction;
        if (transaction.queued.size() >= RespLimits.MAX_QUEUED_COMMANDS) {
            throw new CommandException("ERR a transaction has at most " + RespLimits.MAX_QUEUED_COMMANDS + " commands");
        }
        OwedAnswers.Cost all = transaction.cost.and(cost);
        if (all.commandBytes() > RespLimits.MAX_QUEUED_BYTES) {
            throw new CommandException(
                    "ERR the commands of a transaction have at most " + RespLimits.MAX_QUEUED_BYTES + " bytes");
        }
        if (Programs.of(command) != null) {
            CommandKeys.keys(command, arguments);
            String elsewhere = node.routing().elsewhere(CommandKeys.key(arguments[command.firstKey()]), false);
            if (elsewhere != null) {
                throw new CommandException(elsewhere);
            }
        }
        pubSub.checkQueued(command, arguments);
        transaction.queued.add(new Session.Queued(command, arguments));
        transaction.cost = all;
        connection.answer().simple("QUEUED");
    }

    private static void breakTransaction(RespConnection connection) {
        if (connection.session().transaction != null) {
            connection.session().transaction.broken = true;
        }
    }

    private void unknown(RespConnection connection, byte[][] arguments) {
        String name = shown(arguments[0]);
        if (name.equalsIgnoreCase("post") || name.equalsIgnoreCase("host:")) {
            // A browser that was tricked into talking to this port: nothing it sends may do anything.
            node.counters().foreignProtocols.increment();
            connection.close();
            return;
        }
        node.counters().unknownCommands.increment();
        StringBuilder text = new StringBuilder("ERR unknown command '" + name + "', with args beginning with: ");
        for (int i = 1; i < arguments.length && text.length() < 2 * SHOWN_BYTES; i++) {
            text.append('\'').append(shown(arguments[i])).append("' ");
        }
        breakTransaction(connection);
        connection.refuse(connection.session().authenticated || node.isOpen() ? text.toString() : NO_AUTH);
    }

    private static String shown(byte[] argument) {
        int length = Math.min(SHOWN_BYTES, argument.length);
        String text = new String(argument, 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }

    static CommandException unknownSubcommand(byte[] subcommand, String command) {
        return Errors.unknownSubcommand(Words.text(subcommand), command);
    }
}
