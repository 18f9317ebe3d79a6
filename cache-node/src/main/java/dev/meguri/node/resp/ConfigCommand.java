package dev.meguri.node.resp;

import dev.meguri.resp.RespLimits;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Glob;
import dev.meguri.resp.program.Numbers;
import dev.meguri.resp.program.Words;
import dev.meguri.resp.push.KeyspaceFlags;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** CONFIG: what a node has of Redis' settings, by Redis' names. Most are set at its start, by its own names. */
final class ConfigCommand {
    /** @param set null: it cannot be changed while the node runs. @throws CommandException from it: not such a value */
    private record Setting(Supplier<String> get, Consumer<String> set) {}

    private final RespNode node;
    private final Map<String, Setting> settings = new TreeMap<>();

    ConfigCommand(RespNode node) {
        this.node = node;
        fixed("appendonly", "no");
        fixed("bind", node.config().host());
        fixed("cluster-enabled", "yes");
        fixed("databases", "1");
        fixed("maxclients", Integer.toString(RespLimits.MAX_CONNECTIONS));
        fixed("maxmemory", Long.toString(node.facts().poolBytes()));
        fixed("port", Integer.toString(node.port()));
        fixed("proto-max-bulk-len", Integer.toString(RespLimits.MAX_ARGUMENT_BYTES));
        fixed("save", "");
        fixed("timeout", "0");
        settings.put(
                "notify-keyspace-events",
                new Setting(() -> KeyspaceFlags.text(node.watch().flags()), value -> node.watch()
                        .flags(KeyspaceFlags.parse(value)
                                .orElseThrow(() -> new CommandException(
                                        "Invalid event class character. Use" + " 'Ag$lshzxeKEtmdn'.")))));
        SlowLog slow = node.slow();
        LatencyLog latency = node.latency();
        settings.put(
                "slowlog-log-slower-than",
                new Setting(
                        () -> Long.toString(slow.thresholdMicros()),
                        value -> slow.thresholdMicros(number(value, SlowLog.OFF, Long.MAX_VALUE))));
        settings.put(
                "slowlog-max-len",
                new Setting(
                        () -> Integer.toString(slow.capacity()),
                        value -> slow.capacity((int) number(value, 0, SlowLog.MAX_ENTRIES))));
        settings.put(
                "latency-monitor-threshold",
                new Setting(
                        () -> Long.toString(latency.thresholdMillis()),
                        value -> latency.thresholdMillis(number(value, 0, Long.MAX_VALUE))));
    }

    private void fixed(String name, String value) {
        settings.put(name, new Setting(() -> value, null));
    }

    private static long number(String text, long least, long most) {
        long number;
        try {
            number = Numbers.integer(Utf8.bytes(text));
        } catch (CommandException e) {
            throw new CommandException("argument couldn't be parsed into an integer");
        }
        if (number < least || number > most) {
            throw new CommandException("argument must be between " + least + " and " + most + " inclusive");
        }
        return number;
    }

    void run(RespConnection c, byte[][] a) {
        switch (Words.option(a[1])) {
            case "GET" -> {
                if (a.length < 3) {
                    throw Errors.wrongArguments("config|get");
                }
                get(c.answer(), a);
            }
            case "SET" -> {
                if (a.length < 4) {
                    throw Errors.wrongArguments("config|set");
                }
                set(a);
                c.answer().ok();
            }
            case "RESETSTAT" -> {
                if (a.length > 2) {
                    throw Errors.wrongArguments("config|resetstat");
                }
                node.counters().resetShown();
                c.answer().ok();
            }
            default -> throw Dispatcher.unknownSubcommand(a[1], "CONFIG");
        }
    }

    private void get(RespWriter out, byte[][] a) {
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 2; i < a.length; i++) {
            Glob glob = new Glob(Utf8.bytes(Words.text(a[i]).toLowerCase(Locale.ROOT)));
            settings.forEach((name, setting) -> {
                if (glob.matches(Utf8.bytes(name))) {
                    found.put(name, setting.get().get());
                }
            });
        }
        out.map(found.size());
        found.forEach((name, value) -> out.bulk(name).bulk(value));
    }

    /** All, or none of them where one is wrong. */
    private void set(byte[][] a) {
        if (a.length % 2 != 0) {
            throw new CommandException("ERR syntax error");
        }
        Set<String> names = new LinkedHashSet<>();
        for (int i = 2; i < a.length; i += 2) {
            String name = Words.text(a[i]).toLowerCase(Locale.ROOT);
            Setting setting = settings.get(name);
            if (setting == null) {
                throw new CommandException("ERR Unknown option or number of arguments for CONFIG SET - '" + name + "'");
            }
            if (setting.set() == null) {
                throw failed(name, "can't set immutable config");
            }
            if (!names.add(name)) {
                throw failed(name, "duplicate parameter");
            }
        }
        Map<String, String> before = new LinkedHashMap<>();
        for (int i = 2; i < a.length; i += 2) {
            String name = Words.text(a[i]).toLowerCase(Locale.ROOT);
            Setting setting = settings.get(name);
            before.put(name, setting.get().get());
            try {
                setting.set().accept(Words.text(a[i + 1]));
            } catch (CommandException e) {
                before.forEach((changed, value) -> settings.get(changed).set().accept(value));
                throw failed(name, e.getMessage());
            }
        }
    }

    private static CommandException failed(String name, String why) {
        return new CommandException("ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + why);
    }
}
