package dev.meguri.system;

import dev.meguri.client.observe.ClientObserver;
import java.util.concurrent.atomic.AtomicLong;

/** How often a client had to ask again. */
final class RetryCount implements ClientObserver {
    private final AtomicLong count = new AtomicLong();

    long count() {
        return count.get();
    }

    @Override
    public Watch began(String command) {
        return new Watch() {
            @Override
            public void failed(String why) {
                count.incrementAndGet();
            }
        };
    }
}
