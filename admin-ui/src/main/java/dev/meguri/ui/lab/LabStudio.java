package dev.meguri.ui.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.simulator.lab.Film;
import dev.meguri.simulator.lab.Lab;
import dev.meguri.simulator.lab.LabOrder;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Makes films, one at a time, on a thread of its own (so that they never take more than one core), encodes them there, too, and
 * keeps the last ones: who goes back, shares an address or reloads a page gets the same film without another run. A film that is
 * being made is made once, whoever waits.
 */
@ApplicationScoped
public class LabStudio {
    /** Of a film that is made and those that wait; more are refused. */
    static final int MAX_WAITING = 4;

    /** Each takes a megabyte or two. */
    static final int MAX_KEPT = 8;

    private final ThreadPoolExecutor maker =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), LabStudio::thread);

    /** The one that was asked for longest ago first. Guarded by itself. */
    private final Map<LabOrder, CompletableFuture<String>> kept = new LinkedHashMap<>(16, 0.75f, true);

    private final Function<LabOrder, String> films;

    @Inject
    LabStudio(MeterRegistry metrics, ObjectMapper json) {
        this(metrics, order -> encoded(json, Lab.film(order)));
    }

    /** For tests: who makes the films. */
    LabStudio(MeterRegistry metrics, Function<LabOrder, String> films) {
        this.films = films;
        metrics.gauge("meguri.ui.lab.films", kept, Map::size);
        metrics.gauge(
                "meguri.ui.lab.waiting", maker, executor -> executor.getQueue().size());
    }

    /**
     * The film as JSON.
     *
     * @throws ProblemException {@code overloaded} where too many wait
     */
    CompletableFuture<String> film(LabOrder order) {
        synchronized (kept) {
            CompletableFuture<String> known = kept.get(order);
            if (known != null && !known.isCompletedExceptionally()) {
                return known;
            }
            CompletableFuture<String> film = begin(order);
            kept.put(order, film);
            if (kept.size() > MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            return film;
        }
    }

    private CompletableFuture<String> begin(LabOrder order) {
        try {
            return CompletableFuture.supplyAsync(() -> films.apply(order), maker);
        } catch (RejectedExecutionException full) {
            throw new ProblemException(
                    ErrorCode.OVERLOADED, null, "More simulations wait than are taken here: try again in a moment.");
        }
    }

    private static String encoded(ObjectMapper json, Film film) {
        try {
            return json.writeValueAsString(film);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a film that cannot be encoded", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "lab");
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void close() {
        maker.shutdownNow();
    }
}
