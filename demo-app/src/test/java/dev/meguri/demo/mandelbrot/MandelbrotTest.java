package dev.meguri.demo.mandelbrot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MandelbrotTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 0", "-0.1, 0.1", "-2, 0"})
    void inside_isColourNone(double re, double im) {
        assertEquals(0, Mandelbrot.colour(re, im, 1_000));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "-2.1, 0", "0.3, 0", "0, 1.1"})
    void outside_hasAColour(double re, double im) {
        int colour = Mandelbrot.colour(re, im, 1_000);
        assertTrue(colour >= 1 && colour < Mandelbrot.COLOURS, "colour " + colour);
    }

    @Test
    void fourTilesOfTheNextZoom_meetInTheMiddleOfTheOne() {
        Tile one = new Tile(100, 3, 2, 5);
        Tile below = new Tile(100, 4, 5, 11);
        assertEquals(one.left() + one.span() / 2, below.left());
        assertEquals(one.top() - one.span() / 2, below.top());
    }

    @Test
    void deepestZoom_stillTellsPointsApart() {
        Tile tile = new Tile(100, Tile.MAX_ZOOM, 1L << 38, 1L << 38);
        double step = tile.span() / Mandelbrot.SIZE;
        assertTrue(tile.left() + step > tile.left());
    }
}
