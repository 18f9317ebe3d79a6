package dev.meguri.node.resp;

import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.command.CommandTable;
import dev.meguri.resp.command.Flag;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** COMMAND, CONFIG, INFO, TIME. */
final class ServerCommands {
    private final RespNode node;
    private final InfoText info;

    ServerCommands(RespNode node) {
        this.node = node;
        this.info = new InfoText(node);
    }

    void register(Map<Command, Dispatcher.Handler> handlers) {
        handlers.put(Command.TIME, (c, a) -> time(node.clock().getAsLong(), c.answer()));
        handlers.put(Command.COMMAND, ServerCommands::command);
        handlers.put(Command.CONFIG, new ConfigCommand(node)::run);
        handlers.put(Command.INFO, (c, a) -> c.answer().verbatim(info.of(a)));
    }

    /** Seconds, and microseconds that are whole milliseconds. */
    static void time(long nowMillis, RespWriter out) {
        out.array(2);
        out.bulk(Long.toString(nowMillis / 1000)).bulk(Long.toString(nowMillis % 1000 * 1000));
    }

    // ---- COMMAND -------------------------------------------------------------------------------------------------

    private static void command(RespConnection c, byte[][] a) {
        if (a.length == 1) {
            RespWriter out = c.answer();
            out.array(Command.values().length);
            for (Command one : Command.values()) {
                info(one, out);
            }
            return;
        }
        switch (Words.option(a[1])) {
            case "COUNT" -> c.answer().integer(Command.values().length);
            case "INFO" -> infos(c.answer(), a);
            case "DOCS" -> docs(c.answer(), a);
            case "LIST" -> {
                RespWriter out = c.answer();
                out.array(Command.values().length);
                for (Command one : Command.values()) {
                    out.bulk(one.text());
                }
            }
            case "GETKEYS" -> getKeys(c, a);
            default -> throw Dispatcher.unknownSubcommand(a[1], "COMMAND");
        }
    }

    private static void infos(RespWriter out, byte[][] a) {
        if (a.length == 2) {
            out.array(Command.values().length);
            for (Command one : Command.values()) {
                info(one, out);
            }
            return;
        }
        out.array(a.length - 2);
        for (int i = 2; i < a.length; i++) {
            Command one = CommandTable.find(a[i]);
            if (one == null) {
                out.nullBulk();
            } else {
                info(one, out);
            }
        }
    }

    private static void info(Command command, RespWriter out) {
        out.array(10);
        out.bulk(command.text()).integer(command.arity());
        out.set(command.flags().size());
        command.flags().forEach(flag -> out.simple(flag.text()));
        out.integer(command.firstKey()).integer(command.lastKey()).integer(command.keyStep());
        List<String> categories = new ArrayList<>();
        categories.add("@" + command.group().text());
        if (command.is(Flag.WRITE)) {
            categories.add("@write");
        }
        if (command.is(Flag.READONLY)) {
            categories.add("@read");
        }
        categories.add(command.is(Flag.FAST) ? "@fast" : "@slow");
        out.set(categories.size());
        categories.forEach(out::simple);
        out.array(0).array(0).array(0);
    }

    private static void docs(RespWriter out, byte[][] a) {
        List<Command> wanted = new ArrayList<>();
        if (a.length == 2) {
            wanted.addAll(List.of(Command.values()));
        }
        for (int i = 2; i < a.length; i++) {
            Command one = CommandTable.find(a[i]);
            if (one != null) {
                wanted.add(one);
            }
        }
        out.map(wanted.size());
        for (Command one : wanted) {
            out.bulk(one.text()).map(3);
            out.bulk("summary").bulk(one.summary());
            out.bulk("since").bulk(one.since());
            out.bulk("group").bulk(one.group().text());
        }
    }

    private static void getKeys(RespConnection c, byte[][] a) {
        if (a.length < 4) {
            throw Errors.wrongArguments("command|getkeys");
        }
        Command command = CommandTable.find(a[2]);
        if (command == null) {
            throw new CommandException("ERR Invalid command specified");
        }
        int count = a.length - 2;
        if (command.firstKey() == 0) {
            throw new CommandException("ERR The command has no key arguments");
        }
        if (!command.acceptsCount(count)) {
            throw new CommandException("ERR Invalid number of arguments specified for command");
        }
        List<byte[]> keys = new ArrayList<>();
        for (int i = command.firstKey(); i <= command.lastKey(count); i += command.keyStep()) {
            keys.add(a[2 + i]);
        }
        c.answer().array(keys.size());
        keys.forEach(c.answer()::bulk);
    }
}
