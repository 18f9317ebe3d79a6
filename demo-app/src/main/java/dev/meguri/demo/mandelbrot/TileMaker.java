package dev.meguri.demo.mandelbrot;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** Computes tiles, as many at once as there are processors. */
@ApplicationScoped
public class TileMaker {
    /** More are refused: whoever waits for so many has gone. */
    private static final int MAX_WAITING = 256;

    private static final byte[] COLOURS = Palette.colours();

    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);

    /** The PNG. Takes its time, milliseconds to seconds. */
    public byte[] png(Tile tile) {
        if (processors.getQueueLength() >= MAX_WAITING) {
            throw new ProblemException(
                    ErrorCode.OVERLOADED, null, MAX_WAITING + " tiles wait to be computed. Try again with less depth.");
        }
        try {
            processors.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ErrorCode.UPSTREAM_FAILED, null, "The demo is stopping");
        }
        try {
            return Png.encode(Mandelbrot.compute(tile), Mandelbrot.SIZE, COLOURS);
        } finally {
            processors.release();
        }
    }
}
