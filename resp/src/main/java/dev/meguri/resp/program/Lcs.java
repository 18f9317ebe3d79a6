package dev.meguri.resp.program;

import dev.meguri.resp.codec.RespWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The longest common subsequence of two values, by the table of all their beginnings. */
final class Lcs {
    private static final byte[] NOTHING = new byte[0];
    /** Cells of the table. High: one command makes its shard stand still for long. */
    private static final long MAX_CELLS = 16L * 1024 * 1024;

    private Lcs() {}

    private record Match(int fromA, int toA, int fromB, int toB) {
        int length() {
            return toA - fromA + 1;
        }
    }

    static void run(byte[][] arguments, Keyspace keys, RespWriter out) {
        boolean len = false;
        boolean idx = false;
        boolean withLengths = false;
        long least = 0;
        for (int i = 3; i < arguments.length; i++) {
            switch (Words.option(arguments[i])) {
                case "LEN" -> len = true;
                case "IDX" -> idx = true;
                case "WITHMATCHLEN" -> withLengths = true;
                case "MINMATCHLEN" -> {
                    if (i + 1 == arguments.length) {
                        throw Errors.syntax();
                    }
                    least = Math.max(0, Numbers.integer(arguments[++i]));
                }
                default -> throw Errors.syntax();
            }
        }
        if (len && idx) {
            throw new CommandException("ERR If you want both the length and indexes, please just use IDX.");
        }
        byte[] a = orNothing(keys.value(arguments[1]));
        byte[] b = orNothing(keys.value(arguments[2]));
        if ((a.length + 1L) * (b.length + 1L) > MAX_CELLS) {
            throw new CommandException("ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len");
        }
        if (len) {
            out.integer(length(a, b));
            return;
        }
        int[][] table = table(a, b);
        int length = table[a.length][b.length];
        if (idx) {
            writeMatches(matches(table, a, b), least, withLengths, length, out);
        } else {
            out.bulk(common(table, a, b, length));
        }
    }

    private static byte[] orNothing(byte[] value) {
        return value == null ? NOTHING : value;
    }

    /** Two rows of the table are enough. */
    private static int length(byte[] a, byte[] b) {
        int[] above = new int[b.length + 1];
        int[] row = new int[b.length + 1];
        for (byte one : a) {
            for (int j = 1; j <= b.length; j++) {
                row[j] = one == b[j - 1] ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
            }
            int[] last = above;
            above = row;
            row = last;
        }
        return above[b.length];
    }

    private static int[][] table(byte[] a, byte[] b) {
        int[][] table = new int[a.length + 1][b.length + 1];
        for (int i = 1; i <= a.length; i++) {
            for (int j = 1; j <= b.length; j++) {
                table[i][j] =
                        a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1 : Math.max(table[i - 1][j], table[i][j - 1]);
            }
        }
        return table;
    }

    private static byte[] common(int[][] table, byte[] a, byte[] b, int length) {
        byte[] common = new byte[length];
        int at = length;
        for (int i = a.length, j = b.length; i > 0 && j > 0; ) {
            if (a[i - 1] == b[j - 1]) {
                common[--at] = a[i - 1];
                i--;
                j--;
            } else if (table[i - 1][j] > table[i][j - 1]) {
                i--;
            } else {
                j--;
            }
        }
        return Arrays.copyOfRange(common, at, length);
    }

    /** The last ones first. */
    private static List<Match> matches(int[][] table, byte[] a, byte[] b) {
        List<Match> matches = new ArrayList<>();
        int i = a.length;
        int j = b.length;
        while (i > 0 && j > 0) {
            if (a[i - 1] == b[j - 1]) {
                int toA = i - 1;
                int toB = j - 1;
                while (i > 0 && j > 0 && a[i - 1] == b[j - 1]) {
                    i--;
                    j--;
                }
                matches.add(new Match(i, toA, j, toB));
            } else if (table[i - 1][j] > table[i][j - 1]) {
                i--;
            } else {
                j--;
            }
        }
        return matches;
    }

    private static void writeMatches(List<Match> all, long least, boolean withLengths, int length, RespWriter out) {
        List<Match> matches =
                all.stream().filter(match -> match.length() >= least).toList();
        out.map(2).bulk("matches").array(matches.size());
        for (Match match : matches) {
            out.array(withLengths ? 3 : 2);
            out.array(2).integer(match.fromA()).integer(match.toA());
            out.array(2).integer(match.fromB()).integer(match.toB());
            if (withLengths) {
                out.integer(match.length());
            }
        }
        out.bulk("len").integer(length);
    }
}
