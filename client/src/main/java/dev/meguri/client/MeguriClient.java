package dev.meguri.client;

import dev.meguri.client.call.CallSettings;
import dev.meguri.client.call.Caller;
import dev.meguri.client.call.Waiting;
import dev.meguri.client.codec.Codec;
import dev.meguri.client.error.ClientClosedException;
import dev.meguri.client.error.MeguriException;
import dev.meguri.client.error.PolicyNotFoundException;
import dev.meguri.client.load.Loads;
import dev.meguri.client.near.NearCaches;
import dev.meguri.client.net.IoLoop;
import dev.meguri.client.net.NetSettings;
import dev.meguri.client.net.NodeLinks;
import dev.meguri.client.net.RingKeeper;
import dev.meguri.client.observe.ClientObserver;
import dev.meguri.client.protocol.Reply;
import dev.meguri.client.ring.Ring;
import dev.meguri.client.ring.RingAnswer;
import dev.meguri.client.ring.RingBook;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A client of a Meguri cluster. One is enough for an application: it is thread-safe, keeps a connection to each node, and knows
 * which node serves which key.
 *
 * <pre>{@code
 * try (MeguriClient meguri = MeguriClient.connect("localhost:7001")) {
 *     MeguriCache<String> users = meguri.cache("user:", Codecs.string());
 *     users.set("42", "Aya");
 * }
 * }</pre>
 */
public final class MeguriClient implements AutoCloseable {
    private final IoLoop[] loops;
    private final NodeLinks links;
    private final RingKeeper keeper;
    private final RingBook book;
    private final Caller caller;
    private final Commands commands;
    private final Loads loads;
    private final NearCaches nears;
    private final ClientObserver observer;
    private final LongSupplier nanoTime;
    private final String name;
    private final AtomicBoolean closed = new AtomicBoolean();

    MeguriClient(MeguriClientBuilder builder) {
        NetSettings net = builder.netSettings();
        CallSettings calls = builder.callSettings();
        Tokens tokens = new Tokens(builder.wallMillis);
        observer = builder.observer();
        nears = new NearCaches(net.nanoTime(), prefixes -> this.links().track(prefixes), observer, net.clientName());
        book = new RingBook(this::adopt);
        keeper = new RingKeeper(net, builder.addresses(), book, tokens::nodeTime);
        loops = new IoLoop[builder.ioThreads];
        for (int i = 0; i < loops.length; i++) {
            // one of them looks after what is nobody's
            loops[i] = new IoLoop("meguri-client-" + i, net.nanoTime(), i == 0 ? this::tick : () -> {});
        }
        links = new NodeLinks(loops, net, builder.connectionsPerNode, book::ring, new FromNodes());
        keeper.links(links);
        caller = new Caller(calls, book, keeper, links, loops[0], observer);
        commands = new Commands(tokens, keeper::seen);
        loads = new Loads(new LoadCommands(caller, commands, builder.loadExecutor(), net.nanoTime()));
        nanoTime = net.nanoTime();
        name = net.clientName();
        for (IoLoop loop : loops) {
            loop.start();
        }
        try {
            keeper.awaitFirst(calls.timeoutNanos());
        } catch (MeguriException e) {
            close();
            throw e;
        }
        observer.started(new Figures());
    }

    /** With all settings at their defaults. @param nodes some of the cluster's, as "host:port" of the Redis protocol */
    public static MeguriClient connect(String... nodes) {
        return builder().nodes(nodes).build();
    }

    public static MeguriClientBuilder builder() {
        return new MeguriClientBuilder();
    }

    /** @param prefix of all its keys, as policies have it ("user:"); may be empty */
    public <V> MeguriCache<V> cache(String prefix, Codec<V> codec) {
        return new MeguriCache<>(new AsyncMeguriCache<>(
                caller, commands, loads, nears, Objects.requireNonNull(prefix), Objects.requireNonNull(codec)));
    }

    /** The policy that decides about the keys that begin with this. */
    public Policy policyOf(String key) {
        return Waiting.forResult(caller.start(Commands.policy(key)));
    }

    /** The policy of exactly this prefix. @throws PolicyNotFoundException there is none, and a shorter one decides */
    public Policy policy(String prefix) {
        Policy found = policyOf(prefix);
        if (!found.prefix().equals(prefix)) {
            throw new PolicyNotFoundException("there is no policy \"" + prefix + "\"; its keys have the one of \""
                    + found.prefix() + "\": " + found.consistency() + ", " + found.replicas() + " copies");
        }
        return found;
    }

    /** The newest that a node told of. */
    public long ringVersion() {
        return book.ring().version();
    }

    /** Ends all connections. Calls in progress fail; a write that was sent is in doubt then. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        caller.close();
        keeper.close(new ClientClosedException());
        links.close();
        for (IoLoop loop : loops) {
            loop.close();
        }
        observer.stopped();
    }

    private NodeLinks links() {
        return links;
    }

    private void adopt(Ring ring) {
        links.adopt(ring);
        nears.adopted(ring);
    }

    private void tick() {
        long now = nanoTime.getAsLong();
        links.tick(now);
        keeper.tick(now);
        caller.tick(now);
    }

    private final class FromNodes implements NodeLinks.Listener {
        @Override
        public void greeted(RingAnswer answer) {
            keeper.told(answer);
        }

        @Override
        public void lost(String nodeId, IOException why) {
            keeper.stale();
        }

        @Override
        public void pushed(String nodeId, Reply.Push push) {
            nears.pushed(push);
        }
    }

    private final class Figures implements ClientObserver.ClientFigures {
        @Override
        public String name() {
            return name;
        }

        @Override
        public int connections() {
            return links.readyConnections();
        }

        @Override
        public int callsInProgress() {
            return caller.inProgress();
        }

        @Override
        public long ringVersion() {
            return book.ring().version();
        }
    }
}
