package dev.meguri.demo.mandelbrot;

/** Black for the inside; around it from night over teal and sand to amber, and back. */
final class Palette {
    private static final int[] STOPS = {0x0b1d2e, 0x0f766e, 0x5eead4, 0xfef3c7, 0xf59e0b, 0x7c2d12, 0x312e81, 0x0b1d2e};

    private Palette() {}

    /** Red, green, blue each. */
    static byte[] colours() {
        byte[] colours = new byte[3 * Mandelbrot.COLOURS];
        int outside = Mandelbrot.COLOURS - 1;
        for (int i = 0; i < outside; i++) {
            double at = (double) i * (STOPS.length - 1) / outside;
            int from = STOPS[(int) at];
            int to = STOPS[(int) at + 1];
            double share = at - (int) at;
            for (int channel = 0; channel < 3; channel++) {
                int shift = 16 - 8 * channel;
                double mixed = (from >> shift & 0xff) * (1 - share) + (to >> shift & 0xff) * share;
                colours[3 * (i + 1) + channel] = (byte) Math.round(mixed);
            }
        }
        return colours;
    }
}
