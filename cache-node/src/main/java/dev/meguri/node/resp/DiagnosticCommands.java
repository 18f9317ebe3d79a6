package dev.meguri.node.resp;

import dev.meguri.core.store.StoreStats;
import dev.meguri.node.shard.ShardPicture;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Numbers;
import dev.meguri.resp.program.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** SLOWLOG, LATENCY, MEMORY: what an operator asks who wonders. */
final class DiagnosticCommands {
    private static final int DEFAULT_SLOW_ENTRIES = 10;
    private static final String BAD_COUNT = "ERR count should be greater than or equal to -1";

    private final RespNode node;
    private final DataCommands data;

    DiagnosticCommands(RespNode node, DataCommands data) {
        this.node = node;
        this.data = data;
    }

    void register(Map<Command, Dispatcher.Handler> handlers) {
        handlers.put(Command.SLOWLOG, this::slowlog);
        handlers.put(Command.LATENCY, this::latency);
        handlers.put(Command.MEMORY, this::memory);
    }

    private void slowlog(RespConnection c, byte[][] a) {
        switch (Words.option(a[1])) {
            case "GET" -> {
                requireCount("slowlog", a, 2, 3);
                slowEntries(a.length == 3 ? count(a[2]) : DEFAULT_SLOW_ENTRIES, c.answer());
            }
            case "LEN" -> {
                requireCount("slowlog", a, 2, 2);
                c.answer().integer(node.slow().size());
            }
            case "RESET" -> {
                requireCount("slowlog", a, 2, 2);
                node.slow().reset();
                c.answer().ok();
            }
            default -> throw Dispatcher.unknownSubcommand(a[1], "SLOWLOG");
        }
    }

    private static long count(byte[] text) {
        long count;
        try {
            count = Numbers.integer(text);
        } catch (CommandException e) {
            throw new CommandException(BAD_COUNT);
        }
        if (count < -1) {
            throw new CommandException(BAD_COUNT);
        }
        return count;
    }

    private void slowEntries(long most, RespWriter out) {
        List<SlowLog.Entry> entries = node.slow().latest(most);
        out.array(entries.size());
        for (SlowLog.Entry entry : entries) {
            out.array(6).integer(entry.id()).integer(entry.atMillis() / 1000).integer(entry.micros());
            out.array(entry.arguments().size());
            entry.arguments().forEach(out::bulk);
            out.bulk(entry.address()).bulk(entry.client());
        }
    }

    private void latency(RespConnection c, byte[][] a) {
        switch (Words.option(a[1])) {
            case "LATEST" -> {
                requireCount("latency", a, 2, 2);
                List<LatencyLog.Latest> events = node.latency().latest();
                RespWriter out = c.answer().array(events.size());
                for (LatencyLog.Latest event : events) {
                    out.array(4).bulk(event.event()).integer(event.sample().second());
                    out.integer(event.sample().millis()).integer(event.maxMillis());
                }
            }
            case "HISTORY" -> {
                requireCount("latency", a, 3, 3);
                List<LatencyLog.Sample> samples = node.latency().history(Words.text(a[2]));
                RespWriter out = c.answer().array(samples.size());
                samples.forEach(sample -> out.array(2).integer(sample.second()).integer(sample.millis()));
            }
            case "RESET" ->
                c.answer()
                        .integer(node.latency()
                                .reset(Stream.of(a).skip(2).map(Words::text).toList()));
            case "DOCTOR" -> {
                requireCount("latency", a, 2, 2);
                c.answer().verbatim(latencyDoctor());
            }
            default -> throw Dispatcher.unknownSubcommand(a[1], "LATENCY");
        }
    }

    private String latencyDoctor() {
        if (node.latency().thresholdMillis() == 0) {
            return "Latency monitoring is disabled on this node. CONFIG SET latency-monitor-threshold <milliseconds>"
                    + " turns it on.\n";
        }
        StringBuilder text = new StringBuilder();
        for (LatencyLog.Latest event : node.latency().latest()) {
            List<LatencyLog.Sample> samples = node.latency().history(event.event());
            long sum = samples.stream().mapToLong(LatencyLog.Sample::millis).sum();
            text.append(event.event())
                    .append(": ")
                    .append(samples.size())
                    .append(" latency spikes (average ")
                    .append(sum / samples.size())
                    .append(" ms, worst ")
                    .append(event.maxMillis())
                    .append(" ms).\n");
        }
        return text.isEmpty()
                ? "No latency spikes of " + node.latency().thresholdMillis() + " ms or more were seen.\n"
                : text + "SLOWLOG GET shows the slow commands themselves.\n";
    }

    private void memory(RespConnection c, byte[][] a) {
        switch (Words.option(a[1])) {
            case "USAGE" -> {
                if (a.length < 3) {
                    throw Errors.wrongArguments("memory|usage");
                }
                boolean readsReplicas = c.session().readonly;
                data.program(c, Command.MEMORY, a, readsReplicas);
            }
            case "STATS" -> {
                requireCount("memory", a, 2, 2);
                memoryStats(c.answer());
            }
            case "DOCTOR" -> {
                requireCount("memory", a, 2, 2);
                c.answer().verbatim(memoryDoctor());
            }
            default -> throw Dispatcher.unknownSubcommand(a[1], "MEMORY");
        }
    }

    private void memoryStats(RespWriter out) {
        ShardPicture picture = node.picture().get();
        long bytes = picture == null ? 0 : picture.sum(StoreStats::bytes);
        long entries = picture == null ? 0 : picture.sum(StoreStats::entries);
        out.map(5);
        out.bulk("total.allocated").integer(bytes);
        out.bulk("maxmemory").integer(node.facts().poolBytes());
        out.bulk("keys.count").integer(entries);
        out.bulk("keys.bytes-per-key").integer(entries == 0 ? 0 : bytes / entries);
        out.bulk("dataset.bytes").integer(bytes);
    }

    private String memoryDoctor() {
        ShardPicture picture = node.picture().get();
        long bytes = picture == null ? 0 : picture.sum(StoreStats::bytes);
        long pool = node.facts().poolBytes();
        return String.format(
                Locale.ROOT,
                "%,d of %,d bytes of the cache's pool are taken.%s%n",
                bytes,
                pool,
                bytes > pool / 10 * 9
                        ? " It is nearly full: what is cold is evicted."
                        : " Nothing is evicted for lack of it.");
    }

    private static void requireCount(String command, byte[][] a, int least, int most) {
        if (a.length < least || a.length > most) {
            throw Errors.wrongArguments(command + "|" + Words.text(a[1]).toLowerCase(Locale.ROOT));
        }
    }
}
