package dev.meguri.resp.program;

/** Positions from and to, both included, of something of a length; negative ones count from its end. */
record Range(long from, long to) {
    static Range of(long from, long to, long length) {
        if (from < 0 && to < 0 && from > to) {
            return new Range(1, 0);
        }
        long first = Math.max(0, from < 0 ? from + length : from);
        long last = Math.min(length - 1, Math.max(0, to < 0 ? to + length : to));
        return new Range(first, last);
    }

    boolean isEmpty() {
        return from > to;
    }
}
