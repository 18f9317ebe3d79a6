package dev.meguri.demo.mandelbrot;

/**
 * How soon z -> z*z + c leaves, for each point c of a tile. Point by point, without the known short cuts: it is here because it takes
 * long.
 */
final class Mandelbrot {
    static final int SIZE = 256;
    /** Of the colours; 0 is the inside. */
    static final int COLOURS = 256;

    private static final double ESCAPE = 16;
    /** Colours per doubling of the distance: more, and bands become narrow. */
    private static final double COLOURS_PER_STEP = 6;

    private Mandelbrot() {}

    /** A colour's number per point, line by line. */
    static byte[] compute(Tile tile) {
        byte[] points = new byte[SIZE * SIZE];
        double step = tile.span() / SIZE;
        for (int row = 0; row < SIZE; row++) {
            double im = tile.top() - (row + 0.5) * step;
            for (int column = 0; column < SIZE; column++) {
                points[row * SIZE + column] = (byte) colour(tile.left() + (column + 0.5) * step, im, tile.depth());
            }
        }
        return points;
    }

    /** 0: inside, as far as the depth tells; else 1 to 255, round and round. */
    static int colour(double re, double im, int depth) {
        double x = 0;
        double y = 0;
        for (int i = 0; i < depth; i++) {
            double xx = x * x;
            double yy = y * y;
            if (xx + yy > ESCAPE) {
                // between two steps by how far the last one went: no edges between bands
                double smooth = i + 2 - Math.log(Math.log(xx + yy)) / Math.log(2);
                return 1 + Math.floorMod((int) (smooth * COLOURS_PER_STEP), COLOURS - 1);
            }
            y = 2 * x * y + im;
            x = xx - yy + re;
        }
        return 0;
    }
}
