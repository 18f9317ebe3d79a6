package dev.meguri.resp.program;

/** Patterns of KEYS, SCAN, PSUBSCRIBE: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]}, {@code \x}. Linear in memory, bounded in time. */
public final class Glob {
    private final byte[] pattern;

    public Glob(byte[] pattern) {
        this.pattern = pattern;
    }

    /** Greedy with one place to go back to, as a later star makes an earlier one's choices final. */
    public boolean matches(byte[] text) {
        int p = 0;
        int t = 0;
        int starPattern = -1;
        int starText = 0;
        while (t < text.length) {
            if (p < pattern.length && pattern[p] == '*') {
                starPattern = ++p;
                starText = t;
                continue;
            }
            int after = p < pattern.length ? one(p, text[t]) : -1;
            if (after >= 0) {
                p = after;
                t++;
            } else if (starPattern >= 0) {
                p = starPattern;
                t = ++starText;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }

    /** Where the pattern goes on after it matched this byte; -1: it does not. */
    private int one(int at, byte b) {
        return switch (pattern[at]) {
            case '?' -> at + 1;
            case '[' -> set(at + 1, b & 0xFF);
            case '\\' -> {
                int literal = at + 1 < pattern.length ? at + 1 : at;
                yield pattern[literal] == b ? literal + 1 : -1;
            }
            default -> pattern[at] == b ? at + 1 : -1;
        };
    }

    private int set(int from, int b) {
        int at = from;
        boolean negated = at < pattern.length && pattern[at] == '^';
        if (negated) {
            at++;
        }
        boolean found = false;
        while (at < pattern.length && pattern[at] != ']') {
            if (pattern[at] == '\\' && at + 1 < pattern.length) {
                at++;
                found |= (pattern[at] & 0xFF) == b;
                at++;
            } else if (at + 2 < pattern.length && pattern[at + 1] == '-') {
                int low = Math.min(pattern[at] & 0xFF, pattern[at + 2] & 0xFF);
                int high = Math.max(pattern[at] & 0xFF, pattern[at + 2] & 0xFF);
                found |= b >= low && b <= high;
                at += 3;
            } else {
                found |= (pattern[at] & 0xFF) == b;
                at++;
            }
        }
        int after = Math.min(at + 1, pattern.length);
        return found != negated ? after : -1;
    }
}
