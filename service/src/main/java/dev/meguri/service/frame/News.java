package dev.meguri.service.frame;

/**
 * Which lines are worth being logged: who is refused comes again every second, and says the same. Any thread asks; two that ask
 * at once may both be told yes.
 */
public final class News {
    private static final long SAME_LINE_MILLIS = 60_000;

    private record Line(String text, long atMillis) {}

    private volatile Line last = new Line("", 0);

    /** @param nowMillis of a steady clock */
    public boolean isNews(String line, long nowMillis) {
        Line before = last;
        if (line.equals(before.text()) && nowMillis - before.atMillis() < SAME_LINE_MILLIS) {
            return false;
        }
        last = new Line(line, nowMillis);
        return true;
    }
}
