package dev.meguri.demo.sessions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.demo.cluster.Caches;
import dev.meguri.demo.loading.AllStats;
import dev.meguri.demo.loading.ReadThrough;
import dev.meguri.demo.loading.Served;
import dev.meguri.demo.loading.UseCase;
import dev.meguri.demo.products.DemoSettings;
import dev.meguri.demo.products.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** A slow directory of users, as it were, and its answers through the cache. As slow, and as often failing, as the shop's upstream. */
@ApplicationScoped
public class Accounts {
    private static final String PREFIX = "demo:account:";
    private static final int FIRST_YEAR = 2010;
    private static final int YEARS = 15;
    private static final int MAX_POINTS = 5_000;

    private final ReadThrough reads;
    private final Settings settings;
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong revisions = new AtomicLong();

    Accounts(Caches caches, AllStats stats, Settings settings) {
        this.reads = new ReadThrough(caches.shared(), stats.of(UseCase.ACCOUNTS));
        this.settings = settings;
    }

    /** @param revision grows by one with every question to the directory */
    record Account(String name, int memberSince, int points, long revision) {}

    Served read(String name, boolean useCache) {
        return useCache
                ? reads.get(PREFIX + name, key -> load(name), settings.current().keeping())
                : reads.direct(PREFIX + name, key -> load(name));
    }

    /** Asks the directory. Blocks for as long as that takes. */
    public byte[] load(String name) {
        DemoSettings now = settings.current();
        try {
            Thread.sleep(now.delayMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ErrorCode.UPSTREAM_FAILED, null, "The demo is stopping");
        }
        if (ThreadLocalRandom.current().nextDouble() < now.failureRate()) {
            throw new ProblemException(
                    ErrorCode.UPSTREAM_FAILED, null, "The directory of users is having a bad moment");
        }
        int mark = Math.floorMod(name.hashCode(), YEARS * MAX_POINTS);
        try {
            return json.writeValueAsBytes(
                    new Account(name, FIRST_YEAR + mark % YEARS, mark % MAX_POINTS, revisions.incrementAndGet()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
