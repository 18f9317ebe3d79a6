package dev.meguri.ui.heat;

/**
 * Numbers in a row, exact at first, and to within half a percent once {@linkplain #rounded rounded}: the upper half of each
 * float, which takes half the memory. Immutable.
 */
final class Column {
    private final float[] exact;
    private final short[] halves;

    private Column(float[] exact, short[] halves) {
        this.exact = exact;
        this.halves = halves;
    }

    /** Takes the array over. */
    static Column of(float[] values) {
        return new Column(values, null);
    }

    Column rounded() {
        if (halves != null) {
            return this;
        }
        short[] upper = new short[exact.length];
        for (int i = 0; i < upper.length; i++) {
            // to the nearest: half of what is cut off is added first
            upper[i] = (short) ((Float.floatToRawIntBits(exact[i]) + 0x8000) >>> 16);
        }
        return new Column(null, upper);
    }

    boolean isRounded() {
        return halves != null;
    }

    int size() {
        return exact != null ? exact.length : halves.length;
    }

    float get(int i) {
        return exact != null ? exact[i] : Float.intBitsToFloat(halves[i] << 16);
    }
}
