package dev.meguri.client.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentionTest {
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 1000000", "4, 2000000", "9, 64000000", "10, 100000000", "100, 100000000"})
    void pauses_beginLate_double_andHaveABound(int failed, long mostNanos) {
        assertEquals(mostNanos, Contention.pauseNanos(failed, 1));
        assertEquals(mostNanos / 2, Contention.pauseNanos(failed, 0.5));
        assertEquals(0, Contention.pauseNanos(failed, 0));
    }

    @Test
    void interruptedThread_givesUp_andStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThrows(CacheException.class, () -> Contention.pause(Contention.MAX_ATTEMPTS));
        assertTrue(Thread.interrupted());
    }
}
