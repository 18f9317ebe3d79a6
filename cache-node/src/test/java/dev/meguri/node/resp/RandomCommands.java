package dev.meguri.node.resp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Commands about a few keys of one slot, as a fuzzer writes them: mostly right, sometimes with options that do not go together,
 * with numbers that are none, and with words too few or too many. The same seed gives the same commands.
 */
final class RandomCommands {
    private static final String[] VALUES = {
        "",
        "0",
        "1",
        "-1",
        "10",
        "007",
        "+7",
        " 5",
        "5 ",
        "-0",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "3.5",
        "-2.50",
        "1e3",
        "0x10",
        "inf",
        "nan",
        "abc",
        "hello world",
        "ohmytext",
        "mynewtext",
        "\u0000\u00ff\u0080",
        "a\r\nb",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    };
    private static final String[] INDEXES = {
        "0",
        "1",
        "-1",
        "2",
        "3",
        "-3",
        "5",
        "-100",
        "100",
        "4",
        "abc",
        "1.5",
        "9223372036854775807",
        "-9223372036854775808"
    };
    private static final String[] SECONDS = {"100", "1000", "5000", "100000", "0", "-1", "abc", "9223372036854775807"};
    private static final String[] UNITS = {"EX", "PX", "ex", "Px"};

    private final Random random;
    private final List<Supplier<List<String>>> kinds = new ArrayList<>();

    RandomCommands(long seed) {
        random = new Random(seed);
        kinds.add(() -> words("GET", key()));
        kinds.add(() -> words("SET", key(), value()));
        kinds.add(this::set);
        kinds.add(this::set);
        kinds.add(() -> words("SETNX", key(), value()));
        kinds.add(() -> words("SETEX", key(), seconds(), value()));
        kinds.add(() -> words("PSETEX", key(), seconds() + "000", value()));
        kinds.add(() -> words("GETSET", key(), value()));
        kinds.add(() -> words("GETDEL", key()));
        kinds.add(this::getex);
        kinds.add(() -> words("MGET", key(), key(), key()));
        kinds.add(() -> words("MSET", key(), value(), key(), value()));
        kinds.add(() -> words("MSETNX", key(), value(), key(), value()));
        kinds.add(() -> words("APPEND", key(), value()));
        kinds.add(() -> words("STRLEN", key()));
        kinds.add(() -> words("GETRANGE", key(), index(), index()));
        kinds.add(() -> words("SUBSTR", key(), index(), index()));
        kinds.add(() -> words("SETRANGE", key(), pick("0", "1", "5", "30", "-1", "abc"), value()));
        kinds.add(() -> words("SETBIT", key(), pick("0", "1", "7", "9", "100", "-1", "abc"), pick("0", "1", "2", "x")));
        kinds.add(() -> words("GETBIT", key(), pick("0", "1", "7", "9", "100", "-1", "abc")));
        kinds.add(this::bitcount);
        kinds.add(() -> words(pick("INCR", "DECR"), key()));
        kinds.add(() -> words(pick("INCR", "DECR"), key()));
        kinds.add(() -> words(pick("INCRBY", "DECRBY"), key(), pick(value(), index())));
        kinds.add(() ->
                words("INCRBYFLOAT", key(), pick("1", "0.1", "-2.5", "1e2", "3.0", "abc", "", " 1", "1 ", "+1.5")));
        kinds.add(this::lcs);
        kinds.add(() -> words(pick("DEL", "UNLINK", "EXISTS", "TOUCH"), key(), key()));
        kinds.add(() -> words(pick("DEL", "EXISTS", "TYPE"), key()));
        kinds.add(() -> words(pick("RENAME", "RENAMENX"), key(), key()));
        kinds.add(this::copy);
        kinds.add(this::expire);
        kinds.add(this::expire);
        kinds.add(() -> words(pick("TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME"), key()));
        kinds.add(() -> words("PERSIST", key()));
        kinds.add(this::malformed);
    }

    /** A batch that leaves no transaction open. */
    List<List<String>> batch(int size) {
        List<List<String>> batch = new ArrayList<>();
        while (batch.size() < size) {
            if (random.nextInt(20) == 0) {
                transaction(batch);
            } else {
                batch.add(command());
            }
        }
        return batch;
    }

    private void transaction(List<List<String>> batch) {
        if (random.nextBoolean()) {
            batch.add(words("WATCH", key(), key()));
        }
        if (random.nextInt(3) == 0) {
            batch.add(command());
        }
        batch.add(words("MULTI"));
        for (int i = random.nextInt(5); i > 0; i--) {
            batch.add(command());
        }
        if (random.nextInt(8) == 0) {
            batch.add(words(pick("MULTI", "WATCH")));
        }
        batch.add(words(pick("EXEC", "EXEC", "EXEC", "DISCARD")));
        batch.add(words("UNWATCH"));
    }

    private List<String> command() {
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private List<String> set() {
        List<String> words = words("SET", key(), value());
        for (int i = random.nextInt(3); i >= 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> words.add(pick("NX", "XX", "nx"));
                case 1 -> words.add("GET");
                case 2 -> words.add("KEEPTTL");
                case 3 -> words.add(pick("EX", "NONSENSE", "PX"));
                default -> {
                    words.add(pick(UNITS));
                    words.add(time(words.getLast()));
                }
            }
        }
        return words;
    }

    private List<String> getex() {
        List<String> words = words("GETEX", key());
        switch (random.nextInt(5)) {
            case 0 -> words.add("PERSIST");
            case 1 -> words.addAll(List.of("PERSIST", "EX", "100"));
            case 2, 3 -> {
                words.add(pick(UNITS));
                words.add(time(words.getLast()));
            }
            default -> {}
        }
        return words;
    }

    private List<String> bitcount() {
        List<String> words = words("BITCOUNT", key());
        if (random.nextBoolean()) {
            words.addAll(List.of(index(), index()));
            if (random.nextBoolean()) {
                words.add(pick("BYTE", "BIT", "bit", "NIBBLE"));
            }
        }
        return words;
    }

    private List<String> lcs() {
        List<String> words = words("LCS", key(), key());
        for (int i = random.nextInt(4); i > 0; i--) {
            words.add(pick("LEN", "IDX", "WITHMATCHLEN", "MINMATCHLEN", "4", "NONSENSE"));
        }
        return words;
    }

    private List<String> copy() {
        List<String> words = words("COPY", key(), key());
        if (random.nextBoolean()) {
            words.add(pick("REPLACE", "replace", "NONSENSE"));
        }
        return words;
    }

    /** GT and LT with times that do not depend on when a command runs, or a millisecond would decide. */
    private List<String> expire() {
        String at = pick("2000000000", "2100000000", "1", "abc", "-5");
        List<String> words =
                switch (random.nextInt(4)) {
                    case 0 -> words("EXPIRE", key(), seconds());
                    case 1 -> words("PEXPIRE", key(), pick("100000", "5000000", "0", "-1", "abc"));
                    default -> words("EXPIREAT", key(), at);
                };
        for (int i = random.nextInt(3); i > 0; i--) {
            words.add(words.getFirst().equals("EXPIREAT") ? pick("NX", "XX", "GT", "lt") : pick("NX", "XX", "NO"));
        }
        return words;
    }

    /** Any command, with a word more or less; or none that there is. */
    private List<String> malformed() {
        if (random.nextInt(4) == 0) {
            return words(pick("NONSENSE", "get2", ""), key(), value());
        }
        List<String> words =
                new ArrayList<>(kinds.get(random.nextInt(kinds.size() - 1)).get());
        if (random.nextBoolean() && words.size() > 1) {
            words.removeLast();
        } else {
            words.add(pick("NONSENSE", "1", "{d}a"));
        }
        return words;
    }

    private String key() {
        return "{d}" + (char) ('a' + random.nextInt(4));
    }

    private String value() {
        return pick(VALUES);
    }

    private String index() {
        return pick(INDEXES);
    }

    private String seconds() {
        return pick(SECONDS);
    }

    /** 100 seconds or more in either unit: whether less is over by the time that both were asked would be chance. */
    private String time(String unit) {
        String time = seconds();
        return unit.equalsIgnoreCase("PX") && time.endsWith("00") ? time + "000" : time;
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    private static List<String> words(String... words) {
        return new ArrayList<>(List.of(words));
    }
}
