package dev.meguri.client;

import dev.meguri.client.call.Caller;
import dev.meguri.client.load.LeaseReply;
import dev.meguri.client.load.LoadPorts;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How values are loaded by this client: its commands, and threads of the application's loaders. */
final class LoadCommands implements LoadPorts {
    private final Caller caller;
    private final Commands commands;
    private final Executor loaders;
    private final LongSupplier nanoTime;

    LoadCommands(Caller caller, Commands commands, Executor loaders, LongSupplier nanoTime) {
        this.caller = caller;
        this.commands = commands;
        this.loaders = loaders;
        this.nanoTime = nanoTime;
    }

    @Override
    public CompletableFuture<LeaseReply> ask(byte[] key, long refreshMillis, Duration lease) {
        return caller.start(commands.lease(key, refreshMillis, lease.toMillis()));
    }

    @Override
    public CompletableFuture<String> renew(byte[] key, String lease, Duration lasting) {
        return caller.start(commands.renew(key, lease, lasting.toMillis()));
    }

    @Override
    public CompletableFuture<?> release(byte[] key, String lease) {
        return caller.start(commands.release(key, lease));
    }

    @Override
    public CompletableFuture<?> store(byte[] key, byte[] value, String over, Duration ttl) {
        WriteOptions options = ttl == null ? WriteOptions.DEFAULT : WriteOptions.ttl(ttl);
        return caller.start(
                over == null
                        ? commands.set(key, value, options, "NX")
                        : commands.set(key, value, options, "IFVERSION", over));
    }

    @Override
    public void run(Runnable work) {
        loaders.execute(work);
    }

    @Override
    public void later(Duration pause, Runnable work) {
        CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                .execute(work);
    }

    @Override
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    @Override
    public double random() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
