package dev.meguri.client;

import dev.meguri.client.codec.Codecs;
import dev.meguri.client.fake.FakeNode;
import dev.meguri.client.fake.FakeRing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Two fake nodes that know each other, and a client whose clock stands still until a test moves it. */
final class ClientScene implements AutoCloseable {
    /** Nothing here takes long; what does has failed. */
    static final long PATIENCE_SECONDS = 60;

    final FakeNode a = new FakeNode("a");
    final FakeNode b = new FakeNode("b");
    final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
    MeguriClient client;
    MeguriCache<String> cache;

    ClientScene() {
        ring(FakeRing.of(1, a, b));
    }

    void ring(FakeRing ring) {
        a.ring(ring);
        b.ring(ring);
    }

    MeguriClientBuilder builder() {
        return MeguriClient.builder()
                .nodes(a.address(), b.address())
                .timeout(Duration.ofSeconds(10))
                .attemptTimeout(Duration.ofSeconds(1))
                .clocks(() -> 5_000, nanos::get);
    }

    ClientScene connect() {
        return connect(builder());
    }

    ClientScene connect(MeguriClientBuilder builder) {
        client = builder.build();
        cache = client.cache("p:", Codecs.string());
        return this;
    }

    /** The client's clock goes on; it looks at it every 50 ms of real time. */
    void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    /** Lets time pass until the future is over, in steps that are far shorter than any timeout. */
    <T> T passUntilDone(CompletableFuture<T> future) throws Exception {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS); System.nanoTime() < end; ) {
            try {
                return future.get(5, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                pass(Duration.ofMillis(100));
            }
        }
        throw new AssertionError("not over in time");
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        a.close();
        b.close();
    }
}
