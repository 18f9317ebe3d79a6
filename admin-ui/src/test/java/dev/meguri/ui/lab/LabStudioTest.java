package dev.meguri.ui.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.api.problem.ProblemException;
import dev.meguri.simulator.lab.LabOrder;
import dev.meguri.simulator.lab.LabScenario;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabStudioTest {
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);
    private final Function<LabOrder, String> films = order -> {
        await(open);
        made.incrementAndGet();
        return "film";
    };
    private final LabStudio studio = new LabStudio(new SimpleMeterRegistry(), films);

    @AfterEach
    void close() {
        open.countDown();
        studio.close();
    }

    @Test
    void sameOrder_isMadeOnce_whoeverWaits() {
        CompletableFuture<String> one = studio.film(order(1));
        assertSame(one, studio.film(order(1)));
        open.countDown();
        one.join();
        studio.film(order(1)).join();
        assertEquals(1, made.get());
    }

    @Test
    void moreThanMayWait_areRefused_andTakenLater() {
        for (int seed = 0; seed <= LabStudio.MAX_WAITING; seed++) {
            studio.film(order(seed));
        }
        ProblemException refused = assertThrows(ProblemException.class, () -> studio.film(order(99)));
        assertEquals("overloaded", refused.problem().code());
        open.countDown();
        studio.film(order(0)).join();
        studio.film(order(LabStudio.MAX_WAITING)).join();
        studio.film(order(99)).join();
    }

    @Test
    void onlyTheLastOnes_areKept() {
        open.countDown();
        CompletableFuture<String> first = studio.film(order(0));
        first.join();
        for (int seed = 1; seed <= LabStudio.MAX_KEPT; seed++) {
            studio.film(order(seed)).join();
        }
        assertNotSame(first, studio.film(order(0)));
    }

    private static LabOrder order(long seed) {
        return new LabOrder(LabScenario.NODE_FAILS, null, false, seed, 3, List.of());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
