package dev.meguri.demo.mandelbrot;

import dev.meguri.demo.web.Numbers;

/**
 * A square of the plane from -2.5-2i to 1.5+2i: at zoom z it is cut into 2^z by 2^z tiles, x to the right, y downwards.
 *
 * @param depth iterations after which a point counts as inside, 100 to 20,000: what a tile costs grows with it
 * @param zoom 0 to 40: beyond that numbers of 64 bits run out
 */
public record Tile(int depth, int zoom, long x, long y) {
    public static final int MIN_DEPTH = 100;
    public static final int MAX_DEPTH = 20_000;
    public static final int MAX_ZOOM = 40;

    static final double LEFT = -2.5;
    static final double TOP = 2;
    static final double SPAN = 4;

    /** What is wrong is a problem that names its field. @param depth null: 1,000 */
    static Tile parse(String depth, String zoom, String x, String y) {
        int tileDepth = depth == null ? 1_000 : (int) Numbers.parse("depth", depth, MIN_DEPTH, MAX_DEPTH);
        int tileZoom = (int) Numbers.parse("zoom", zoom, 0, MAX_ZOOM);
        long last = (1L << tileZoom) - 1;
        return new Tile(tileDepth, tileZoom, Numbers.parse("x", x, 0, last), Numbers.parse("y", y, 0, last));
    }

    double span() {
        return SPAN / (1L << zoom);
    }

    double left() {
        return LEFT + x * span();
    }

    double top() {
        return TOP - y * span();
    }

    /** What is the same picture has the same key. */
    public String key() {
        return depth + ":" + zoom + ":" + x + ":" + y;
    }
}
