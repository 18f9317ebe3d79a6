package dev.meguri.node.resp;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Numbers;
import dev.meguri.resp.program.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/** HELLO, AUTH, PING and what else is between a client and its connection. */
final class ConnectionCommands {
    private static final String WRONG_PASSWORD = "WRONGPASS invalid username-password pair or user is disabled.";

    private final RespNode node;

    ConnectionCommands(RespNode node) {
        this.node = node;
    }

    void register(Map<Command, Dispatcher.Handler> handlers) {
        handlers.put(Command.HELLO, this::hello);
        handlers.put(Command.AUTH, this::auth);
        handlers.put(Command.PING, ConnectionCommands::ping);
        handlers.put(Command.ECHO, (c, a) -> c.answer().bulk(a[1]));
        handlers.put(Command.SELECT, ConnectionCommands::select);
        handlers.put(Command.QUIT, ConnectionCommands::quit);
        handlers.put(Command.RESET, this::reset);
        handlers.put(Command.READONLY_, (c, a) -> {
            c.session().readonly = true;
            c.answer().ok();
        });
        handlers.put(Command.READWRITE, (c, a) -> {
            c.session().readonly = false;
            c.answer().ok();
        });
        handlers.put(Command.ASKING, (c, a) -> c.answer().ok());
        handlers.put(Command.CLIENT, new ClientCommand(node)::run);
        handlers.put(Command.WAIT, this::waitForReplicas);
    }

    private void hello(RespConnection connection, byte[][] a) {
        Session session = connection.session();
        int protocol = session.protocol;
        if (a.length > 1) {
            protocol = protocol(a[1]);
        }
        String name = null;
        boolean proven = session.authenticated;
        for (int i = 2; i < a.length; i++) {
            String option = Words.option(a[i]);
            if (option.equals("AUTH") && i + 2 < a.length) {
                check(Words.text(a[i + 1]), a[i + 2]);
                proven = true;
                i += 2;
            } else if (option.equals("SETNAME") && i + 1 < a.length) {
                name = ClientCommand.name(a[++i]);
            } else {
                throw new CommandException("ERR Syntax error in HELLO option '" + Words.text(a[i]) + "'");
            }
        }
        if (!proven) {
            throw new CommandException(
                    "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto>"
                            + " AUTH <user> <pass> option can be used to authenticate the client and select the RESP"
                            + " protocol version at the same time");
        }
        connection.authenticated();
        session.name = name == null ? session.name : name;
        session.protocol = protocol;
        RespWriter out = connection.answer();
        out.map(7);
        out.bulk("server").bulk(node.config().serverName());
        out.bulk("version").bulk(node.config().serverVersion());
        out.bulk("proto").integer(protocol);
        out.bulk("id").integer(session.id);
        out.bulk("mode").bulk("cluster");
        out.bulk("role").bulk("master");
        out.bulk("modules").array(0);
    }

    private static int protocol(byte[] version) {
        try {
            long protocol = Numbers.integer(version);
            if (protocol == 2 || protocol == 3) {
                return (int) protocol;
            }
        } catch (CommandException e) {
            throw new CommandException("ERR Protocol version is not an integer or out of range");
        }
        throw new CommandException("NOPROTO unsupported protocol version");
    }

    private void auth(RespConnection connection, byte[][] a) {
        if (a.length > 3) {
            throw Errors.syntax();
        }
        if (node.isOpen() && a.length == 2) {
            throw new CommandException(
                    "ERR AUTH <password> called without any password configured for the default user."
                            + " Are you sure your configuration is correct?");
        }
        check(a.length == 3 ? Words.text(a[1]) : "default", a[a.length - 1]);
        connection.authenticated();
        connection.answer().ok();
    }

    /** There is one user, "default"; without a password any is right, as in Redis. */
    private void check(String user, byte[] password) {
        boolean right = user.equals("default")
                && (node.isOpen()
                        || MessageDigest.isEqual(
                                password, node.config().password().get().getBytes(StandardCharsets.UTF_8)));
        if (!right) {
            throw new CommandException(WRONG_PASSWORD);
        }
    }

    /** Who has confirmed nothing as there was nothing to confirm. */
    private int otherReplicas() {
        ClusterState state = node.routing().state();
        if (state == null) {
            return 0;
        }
        int live = (int) state.members().stream()
                .filter(member ->
                        member.state() != MemberState.STANDBY && member.state().isLive())
                .count();
        return Math.max(0, Math.min(live, state.replicationFactor()) - 1);
    }

    private static void ping(RespConnection connection, byte[][] a) {
        if (a.length > 2) {
            throw Errors.wrongArguments("ping");
        }
        if (connection.session().isListeningOnly()) {
            connection.answer().array(2).bulk("pong").bulk(a.length == 2 ? a[1] : new byte[0]);
        } else if (a.length == 2) {
            connection.answer().bulk(a[1]);
        } else {
            connection.answer().simple("PONG");
        }
    }

    private static void select(RespConnection connection, byte[][] a) {
        if (Numbers.integer(a[1]) != 0) {
            throw new CommandException("ERR SELECT is not allowed in cluster mode");
        }
        connection.answer().ok();
    }

    private static void quit(RespConnection connection, byte[][] a) {
        connection.answer().ok();
        connection.closeAfterAnswers();
    }

    private void reset(RespConnection connection, byte[][] a) {
        connection.requireAllAnswered();
        connection.pushes().forgetAll();
        connection.session().reset(node.isOpen());
        connection.answer().simple("RESET");
    }

    /** Writes are answered when their policy's quorum confirmed them: how many that were is known already. */
    private void waitForReplicas(RespConnection connection, byte[][] a) {
        Numbers.integer(a[1]);
        long timeout;
        try {
            timeout = Numbers.integer(a[2]);
        } catch (CommandException e) {
            throw new CommandException("ERR timeout is not an integer or out of range");
        }
        if (timeout < 0) {
            throw new CommandException("ERR timeout is negative");
        }
        connection.answerInTurn((out, session) -> {
            int least = session.leastConfirmed();
            out.integer(least == Session.NO_WRITES ? otherReplicas() : least);
        });
    }
}
