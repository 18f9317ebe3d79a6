package dev.meguri.client.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What loading needs of the client: commands, threads, time. */
public interface LoadPorts {
    /** MEGURI.LEASE: the value, or who loads it. Does not wait for it. */
    CompletableFuture<LeaseReply> ask(byte[] key, long refreshMillis, Duration lease);

    /** The lease's new name; null: it is over. */
    CompletableFuture<String> renew(byte[] key, String lease, Duration lasting);

    CompletableFuture<?> release(byte[] key, String lease);

    /** @param over the version of the old value; null: only where there is none. @param ttl null: the policy's */
    CompletableFuture<?> store(byte[] key, byte[] value, String over, Duration ttl);

    /** On a thread that may wait. */
    void run(Runnable work);

    void later(Duration pause, Runnable work);

    long nanoTime();

    /** 0 to 1. */
    double random();
}
