package dev.meguri.bench.load;

import dev.meguri.bench.duel.Contender;
import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.server.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** A system under load through its client, by 50 threads: 100-byte values, keys of 16 bytes drawn from 100,000. */
public final class KeyContender implements Contender<KeyCommand> {
    /** Of every key, for a policy. */
    public static final String PREFIX = "key:";

    private static final int THREADS = 50;
    private static final int KEYS = 100_000;
    private static final int VALUE_BYTES = 100;
    private static final long SEED = 1;

    private final String name;
    private final Servers servers;
    private final Supplier<KeyClient> connect;
    private final ClosedLoop loop;
    private final byte[][] keys;
    private final byte[] value = new byte[VALUE_BYTES];
    /** Null until it is started. */
    private KeyClient client;

    /** @param connect to the servers, once they are started */
    public KeyContender(String name, Servers servers, Supplier<KeyClient> connect) {
        this(name, servers, connect, new ClosedLoop(THREADS, KEYS, SEED, System::nanoTime), KEYS);
    }

    KeyContender(String name, Servers servers, Supplier<KeyClient> connect, ClosedLoop loop, int keys) {
        this.name = name;
        this.servers = servers;
        this.connect = connect;
        this.loop = loop;
        this.keys = new byte[keys][];
        for (int i = 0; i < keys; i++) {
            this.keys[i] = String.format(Locale.ROOT, PREFIX + "%012d", i).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** Every key is there, so that reads find one. */
    @Override
    public void start() {
        servers.start();
        try {
            client = connect.get();
        } catch (RuntimeException e) {
            throw new IllegalStateException(name + " takes no client: " + e, e);
        }
        loop.each(operation(KeyCommand.SET));
    }

    @Override
    public Measurement measure(KeyCommand command, double seconds) {
        Duration before = servers.cpu();
        ClosedLoop.Load load = loop.run(operation(command), seconds);
        double cpuMicros = servers.cpu().minus(before).toNanos() / 1_000.0 / load.operations();
        return load.measurement().withCpu(cpuMicros);
    }

    private ClosedLoop.Operation operation(KeyCommand command) {
        return key -> command.run(client, keys[key], value);
    }

    @Override
    public void awaitRest() {
        servers.awaitRest();
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        servers.close();
    }
}
