package dev.meguri.node.resp;

import dev.meguri.core.ring.Key;
import dev.meguri.resp.codec.AnswerTooLongException;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Glob;
import dev.meguri.resp.program.Numbers;
import dev.meguri.resp.program.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** SCAN, KEYS, DBSIZE, RANDOMKEY, FLUSHALL: about the slots that this node leads (SLOT.md, rules 23 and 24). */
final class KeyWalkCommands {
    private static final Logger LOG = Logger.getLogger(KeyWalkCommands.class);
    private static final int DEFAULT_COUNT = 10;
    /** More than so many keys are no answer to KEYS: SCAN is the way. */
    private static final int MAX_KEYS = 1_000_000;

    private final KeyWalk walk;

    KeyWalkCommands(RespNode node) {
        this.walk = new KeyWalk(node);
    }

    void register(Map<Command, Dispatcher.Handler> handlers) {
        handlers.put(Command.SCAN, this::scan);
        handlers.put(Command.KEYS, this::keys);
        handlers.put(Command.DBSIZE, (c, a) -> {
            c.requireAllAnswered();
            Pending pending = c.defer();
            answer(pending, walk.count(), count -> pending.writer()
                    .integer(count)
                    .take());
        });
        handlers.put(Command.RANDOMKEY, (c, a) -> {
            c.requireAllAnswered();
            Pending pending = c.defer();
            int from = ThreadLocalRandom.current().nextInt(KeyWalk.WINDOWS);
            answer(pending, walk.anyKeys(from), found -> {
                byte[] key = found.isEmpty()
                        ? null
                        : found.get(ThreadLocalRandom.current().nextInt(found.size()))
                                .bytes();
                return pending.writer().bulkOrNull(key).take();
            });
        });
        handlers.put(Command.FLUSHALL, this::flush);
        handlers.put(Command.FLUSHDB, this::flush);
    }

    private interface Answer<T> {
        byte[] of(T result);
    }

    private static <T> void answer(Pending pending, CompletableFuture<T> result, Answer<T> answer) {
        result.whenComplete((value, failure) -> {
            if (failure != null) {
                LOG.error("A walk over keys failed; this is a bug", failure);
                pending.error("ERR this node failed while it looked at its keys; its log says why");
                return;
            }
            try {
                pending.complete(answer.of(value));
            } catch (AnswerTooLongException e) {
                pending.error(e.getMessage());
            }
        });
    }

    private void scan(RespConnection c, byte[][] a) {
        long cursor = cursor(a[1]);
        Glob pattern = null;
        long count = DEFAULT_COUNT;
        boolean strings = true;
        for (int i = 2; i < a.length; i += 2) {
            if (i + 1 == a.length) {
                throw Errors.syntax();
            }
            switch (Words.option(a[i])) {
                case "MATCH" -> pattern = new Glob(a[i + 1]);
                case "COUNT" -> count = Numbers.integer(a[i + 1]);
                case "TYPE" -> strings = Words.option(a[i + 1]).equals("STRING");
                default -> throw Errors.syntax();
            }
        }
        if (count < 1) {
            throw Errors.syntax();
        }
        Glob wanted = pattern;
        boolean any = strings;
        c.requireAllAnswered();
        Pending pending = c.defer();
        answer(pending, walk.from(cursor, (int) Math.min(count, MAX_KEYS)), page -> {
            List<Key> keys = new ArrayList<>();
            for (Key key : page.keys()) {
                if (any && (wanted == null || wanted.matches(key.bytes()))) {
                    keys.add(key);
                }
            }
            var out = pending.writer()
                    .array(2)
                    .bulk(Long.toUnsignedString(page.next()))
                    .array(keys.size());
            keys.forEach(key -> out.bulk(key.bytes()));
            return out.take();
        });
    }

    private static long cursor(byte[] text) {
        try {
            return Long.parseUnsignedLong(Words.text(text));
        } catch (NumberFormatException e) {
            throw new CommandException("ERR invalid cursor");
        }
    }

    private void keys(RespConnection c, byte[][] a) {
        Glob pattern = new Glob(a[1]);
        c.requireAllAnswered();
        Pending pending = c.defer();
        answer(pending, walk.all(pattern::matches, MAX_KEYS + 1), keys -> {
            if (keys.size() > MAX_KEYS) {
                return pending.writer()
                        .error("ERR more than " + MAX_KEYS + " keys: use SCAN")
                        .take();
            }
            var out = pending.writer().array(keys.size());
            keys.forEach(key -> out.bulk(key.bytes()));
            return out.take();
        });
    }

    private void flush(RespConnection c, byte[][] a) {
        String mode = a.length > 1 ? Words.option(a[1]) : "SYNC";
        if (a.length > 2 || !mode.equals("SYNC") && !mode.equals("ASYNC")) {
            throw Errors.syntax();
        }
        // What was written before goes; what is written after stays.
        c.requireAllAnswered();
        Pending pending = c.defer();
        c.holdUntil(pending);
        answer(
                pending,
                walk.removeAll(),
                failure -> failure == null
                        ? pending.writer().ok().take()
                        : pending.writer().error(failure).take());
    }
}
