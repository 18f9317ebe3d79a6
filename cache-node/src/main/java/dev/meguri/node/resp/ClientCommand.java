package dev.meguri.node.resp;

import dev.meguri.resp.RespLimits;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Numbers;
import dev.meguri.resp.program.Words;
import dev.meguri.resp.push.Subscriber;
import dev.meguri.resp.push.SubscriptionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** CLIENT and its subcommands. */
final class ClientCommand {
    private final RespNode node;
    private final TrackingCommands tracking;

    ClientCommand(RespNode node) {
        this.node = node;
        this.tracking = new TrackingCommands(node);
    }

    void run(RespConnection c, byte[][] a) {
        Session session = c.session();
        switch (Words.option(a[1])) {
            case "ID" -> c.answer().integer(session.id);
            case "GETNAME" -> c.answer().bulkOrNull(session.name.isEmpty() ? null : Utf8.bytes(session.name));
            case "SETNAME" -> {
                requireCount(a, 3);
                session.name = name(a[2]);
                c.answer().ok();
            }
            case "SETINFO" -> setInfo(c, a);
            case "INFO" -> c.answer().verbatim(line(c) + "\n");
            case "LIST" -> list(c, a);
            case "KILL" -> kill(c, a);
            case "NO-EVICT" -> {
                session.noEvict = onOff(a);
                c.answer().ok();
            }
            case "TRACKING" -> tracking.tracking(c, a);
            case "CACHING" -> tracking.caching(c, a);
            case "TRACKINGINFO" -> tracking.info(c, a);
            case "GETREDIR" -> tracking.redirection(c, a);
            case "NO-TOUCH" -> {
                session.noTouch = onOff(a);
                c.answer().ok();
            }
            default -> throw Dispatcher.unknownSubcommand(a[1], "CLIENT");
        }
    }

    /** @throws CommandException no name that a line of CLIENT LIST could show */
    static String name(byte[] bytes) {
        return shown(bytes, "ERR Client names cannot contain spaces, newlines or special characters.");
    }

    private static String shown(byte[] bytes, String refusal) {
        if (bytes.length > RespLimits.MAX_NAME_BYTES) {
            throw new CommandException("ERR at most " + RespLimits.MAX_NAME_BYTES + " bytes");
        }
        for (byte b : bytes) {
            if (b < '!' || b > '~') {
                throw new CommandException(refusal);
            }
        }
        return Words.text(bytes);
    }

    private static void setInfo(RespConnection c, byte[][] a) {
        requireCount(a, 4);
        String attribute = Words.option(a[2]);
        String refusal =
                "ERR " + attribute.toLowerCase(Locale.ROOT) + " cannot contain spaces, newlines or special characters.";
        switch (attribute) {
            case "LIB-NAME" -> c.session().library = shown(a[3], refusal);
            case "LIB-VER" -> c.session().libraryVersion = shown(a[3], refusal);
            default -> throw new CommandException("ERR Unrecognized option '" + Words.text(a[2]) + "'");
        }
        c.answer().ok();
    }

    private static boolean onOff(byte[][] a) {
        requireCount(a, 3);
        return switch (Words.option(a[2])) {
            case "ON" -> true;
            case "OFF" -> false;
            default -> throw Errors.syntax();
        };
    }

    private void list(RespConnection c, byte[][] a) {
        Predicate<RespConnection> wanted = one -> true;
        if (a.length == 4 && Words.option(a[2]).equals("TYPE")) {
            wanted = isOfType(a[3]);
        } else if (a.length > 3 && Words.option(a[2]).equals("ID")) {
            List<Long> ids = new ArrayList<>();
            for (int i = 3; i < a.length; i++) {
                ids.add(clientId(a[i]));
            }
            wanted = one -> ids.contains(one.session().id);
        } else if (a.length > 2) {
            throw Errors.syntax();
        }
        StringBuilder lines = new StringBuilder();
        for (RespConnection one : node.connections().all()) {
            if (wanted.test(one)) {
                lines.append(line(one)).append('\n');
            }
        }
        c.answer().verbatim(lines.toString());
    }

    private static Predicate<RespConnection> isOfType(byte[] type) {
        return switch (Words.option(type)) {
            case "NORMAL" -> one -> !isListener(one.session());
            case "PUBSUB" -> one -> isListener(one.session());
            case "MASTER", "REPLICA", "SLAVE" -> one -> false;
            default -> throw new CommandException("ERR Unknown client type '" + Words.text(type) + "'");
        };
    }

    private void kill(RespConnection c, byte[][] a) {
        if (a.length == 3) {
            String address = Words.text(a[2]);
            int killed = kill(c, one -> one.remoteAddress().equals(address));
            if (killed == 0) {
                throw new CommandException("ERR No such client");
            }
            c.answer().ok();
            return;
        }
        if (a.length < 4 || a.length % 2 != 0) {
            throw Errors.syntax();
        }
        Predicate<RespConnection> wanted = one -> true;
        boolean skipMe = true;
        for (int i = 2; i < a.length; i += 2) {
            String value = Words.text(a[i + 1]);
            byte[] bytes = a[i + 1];
            switch (Words.option(a[i])) {
                case "ID" -> {
                    long id = clientId(bytes);
                    wanted = wanted.and(one -> one.session().id == id);
                }
                case "ADDR" -> wanted = wanted.and(one -> one.remoteAddress().equals(value));
                case "LADDR" -> wanted = wanted.and(one -> one.localAddress().equals(value));
                case "TYPE" -> wanted = wanted.and(isOfType(bytes));
                case "SKIPME" ->
                    skipMe = switch (Words.option(bytes)) {
                        case "YES" -> true;
                        case "NO" -> false;
                        default -> throw Errors.syntax();
                    };
                default -> throw Errors.syntax();
            }
        }
        boolean notMe = skipMe;
        Predicate<RespConnection> chosen = wanted;
        c.answer().integer(kill(c, one -> chosen.test(one) && !(notMe && one == c)));
    }

    private int kill(RespConnection self, Predicate<RespConnection> wanted) {
        int killed = 0;
        for (RespConnection one : node.connections().all()) {
            if (wanted.test(one)) {
                killed++;
                if (one == self) {
                    one.closeAfterAnswers();
                } else {
                    one.runHere(one::close);
                }
            }
        }
        return killed;
    }

    private static long clientId(byte[] text) {
        try {
            long id = Numbers.integer(text);
            if (id > 0) {
                return id;
            }
        } catch (CommandException e) {
            throw new CommandException("ERR client-id should be greater than 0");
        }
        throw new CommandException("ERR client-id should be greater than 0");
    }

    /** Of another thread's connection, what it shows may be a moment old. */
    private String line(RespConnection c) {
        Session s = c.session();
        long now = node.clock().getAsLong();
        return "id=" + s.id + " addr=" + c.remoteAddress() + " laddr=" + c.localAddress() + " name=" + s.name + " age="
                + Math.max(0, now - s.createdMillis) / 1000 + " idle=" + Math.max(0, now - s.lastMillis) / 1000
                + " flags=" + flags(s) + " db=0 " + subscriptions(s.subscriber) + " multi="
                + (s.transaction == null ? -1 : s.transaction.queued.size())
                + " watch=" + s.watched.size() + " qbuf=" + c.bufferedBytes() + " oll=" + c.waitingCommands() + " omem="
                + c.unsentBytes() + " cmd=" + s.lastCommand + " user=default redir="
                + TrackingCommands.redirectId(s.tracking) + " resp=" + s.protocol + " lib-name="
                + s.library + " lib-ver=" + s.libraryVersion;
    }

    private static String subscriptions(Subscriber s) {
        return "sub=" + (s == null ? 0 : s.count(SubscriptionKind.CHANNEL)) + " psub="
                + (s == null ? 0 : s.count(SubscriptionKind.PATTERN)) + " ssub="
                + (s == null ? 0 : s.count(SubscriptionKind.SHARD));
    }

    private static boolean isListener(Session s) {
        Subscriber subscriber = s.subscriber;
        return subscriber != null && !subscriber.isEmpty();
    }

    private static String flags(Session s) {
        ClientTracking tracked = s.tracking;
        String flags = (isListener(s) ? "P" : "")
                + (tracked != null ? "t" : "")
                + (tracked != null && tracked.isBroken() ? "R" : "")
                + (tracked != null && tracked.mode == ClientTracking.Mode.BROADCAST ? "B" : "")
                + (s.transaction != null ? "x" : "")
                + (s.readonly ? "r" : "")
                + (s.noEvict ? "e" : "")
                + (s.noTouch ? "T" : "");
        return flags.isEmpty() ? "N" : flags;
    }

    private static void requireCount(byte[][] a, int count) {
        if (a.length != count) {
            throw Errors.wrongArguments("client|" + Words.text(a[1]).toLowerCase(Locale.ROOT));
        }
    }
}
