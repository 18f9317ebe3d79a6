package dev.meguri.node.resp;

import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.program.Words;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code <command> HELP} answers: the subcommands that there are. */
final class HelpText {
    private static final Map<Command, List<String>> SUBCOMMANDS = new EnumMap<>(Map.of(
            Command.CLIENT,
            List.of(
                    "CACHING (YES|NO)", "Track the keys of the next command, or do not.",
                    "GETREDIR", "Tell the id of the client that invalidations go to.",
                    "GETNAME", "Tell the name of this connection.",
                    "ID", "Tell the id of this connection.",
                    "INFO", "Tell about this connection.",
                    "KILL <option> <value> [<option> <value> ...]",
                            "End connections, by ID, ADDR, LADDR, TYPE, SKIPME.",
                    "LIST [TYPE (NORMAL|PUBSUB)] [ID <id> ...]", "Tell about connections.",
                    "NO-EVICT (ON|OFF)", "Kept and told, without effect: nobody is preferred.",
                    "NO-TOUCH (ON|OFF)", "Reads do not make keys stay longer.",
                    "SETINFO (LIB-NAME|LIB-VER) <value>", "Name the library of this connection.",
                    "SETNAME <name>", "Name this connection.",
                    "TRACKING (ON|OFF) [<option> ...]",
                            "Be told when keys that were read change, by REDIRECT, PREFIX, BCAST,"
                                    + " OPTIN, OPTOUT, NOLOOP.",
                    "TRACKINGINFO", "Tell how that is set."),
            Command.CLUSTER_,
            List.of(
                    "COUNTKEYSINSLOT <slot>", "Tell how many keys this node holds of a slot.",
                    "GETKEYSINSLOT <slot> <count>", "Tell keys that this node holds of a slot.",
                    "INFO", "Tell about the cluster.",
                    "KEYSLOT <key>", "Tell the slot of a key.",
                    "LINKS", "Tell about the connections to other nodes.",
                    "MYID", "Tell the id of this node.",
                    "NODES", "Tell the nodes and their slots, a line each.",
                    "SHARDS", "Tell the nodes and their slots.",
                    "SLOTS", "Tell the slots and their nodes, the serving primary first."),
            Command.CONFIG,
            List.of(
                    "GET <pattern> [<pattern> ...]", "Tell settings.",
                    "RESETSTAT", "Count what INFO shows anew.",
                    "SET <setting> <value> [<setting> <value> ...]", "Change settings of this node, until it stops."),
            Command.COMMAND,
            List.of(
                    "(no subcommand)", "Tell about all commands.",
                    "COUNT", "Tell how many commands there are.",
                    "DOCS [<command> ...]", "Tell what commands are for.",
                    "GETKEYS <command> [<argument> ...]", "Tell the keys of a command.",
                    "INFO [<command> ...]", "Tell about commands.",
                    "LIST", "Tell the names of all commands."),
            Command.SLOWLOG,
            List.of(
                    "GET [<count>]", "Tell the slowest commands, the last one first.",
                    "LEN", "Tell how many are kept.",
                    "RESET", "Forget them."),
            Command.LATENCY,
            List.of(
                    "DOCTOR", "Tell what was late, in words.",
                    "HISTORY <event>", "Tell when an event was late, and by how much.",
                    "LATEST", "Tell the last late ones of all events.",
                    "RESET [<event> ...]", "Forget them."),
            Command.MEMORY,
            List.of(
                    "DOCTOR", "Tell how full the memory is, in words.",
                    "STATS", "Tell what the memory is used for.",
                    "USAGE <key> [SAMPLES <count>]", "Tell what a key takes."),
            Command.OBJECT,
            List.of(
                    "ENCODING <key>", "Tell how Redis would keep the value.",
                    "FREQ <key>", "Refused: uses are not counted by key.",
                    "IDLETIME <key>", "Tell for how many seconds the key was not written.",
                    "REFCOUNT <key>", "Tell how often the value is used: once."),
            Command.PUBSUB_,
            List.of(
                    "CHANNELS [<pattern>]", "Tell the channels that clients of this node listen to.",
                    "NUMPAT", "Tell how many patterns they listen to.",
                    "NUMSUB [<channel> ...]", "Tell how many of them listen to each.",
                    "SHARDCHANNELS [<pattern>]", "As CHANNELS, of those that belong to a slot.",
                    "SHARDNUMSUB [<channel> ...]", "As NUMSUB, of those that belong to a slot.")));

    private HelpText() {}

    static boolean isAskedFor(Command command, byte[][] arguments) {
        return arguments.length == 2
                && SUBCOMMANDS.containsKey(command)
                && Words.option(arguments[1]).equals("HELP");
    }

    static void write(Command command, RespWriter out) {
        List<String> lines = SUBCOMMANDS.get(command);
        out.array(lines.size() + 3);
        out.simple(
                command.text().toUpperCase(Locale.ROOT) + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
        for (int i = 0; i < lines.size(); i++) {
            out.simple(i % 2 == 0 ? lines.get(i) : "    " + lines.get(i));
        }
        out.simple("HELP").simple("    Print this help.");
    }
}
