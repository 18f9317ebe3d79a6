package dev.meguri.client;

import dev.meguri.client.call.CallSettings;
import dev.meguri.client.error.MeguriException;
import dev.meguri.client.net.NetSettings;
import dev.meguri.client.net.RingKeeper.Address;
import dev.meguri.client.observe.ClientObserver;
import dev.meguri.client.observe.Observers;
import dev.meguri.client.ring.RingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BinaryOperator;
import java.util.function.LongSupplier;

/** Settings of a client; each has a default that fits most. */
public final class MeguriClientBuilder {
    private static final int DEFAULT_PORT = 7001;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_CONNECTIONS_PER_NODE = 64;
    private static final int MAX_IO_THREADS = 64;
    /** A node remembers a token for two minutes: no call may take longer. */
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);

    private final List<Address> nodes = new ArrayList<>();
    private final List<ClientObserver> observers = new ArrayList<>();
    private boolean findsObservers = true;
    private String password;
    private String name = "meguri-java";
    private Duration timeout = Duration.ofSeconds(10);
    private Duration attemptTimeout = Duration.ofSeconds(1);
    private int maxCalls = 100_000;
    int connectionsPerNode = 1;
    int ioThreads = 1;
    private Executor loadExecutor;
    private BinaryOperator<String> whereabouts = (nodeId, announced) -> announced;
    LongSupplier wallMillis = System::currentTimeMillis;
    LongSupplier nanoTime = System::nanoTime;

    MeguriClientBuilder() {}

    /** Where to look for the cluster first: some of its nodes, as "host" or "host:port"; the others are found through them. */
    public MeguriClientBuilder nodes(String... addresses) {
        for (String address : addresses) {
            nodes.add(address(address));
        }
        return this;
    }

    /** What {@code meguri.resp.password} of the nodes is. */
    public MeguriClientBuilder password(String secret) {
        this.password = secret;
        return this;
    }

    /** As CLIENT LIST shows it: no spaces. */
    public MeguriClientBuilder name(String clientName) {
        require(
                !clientName.isEmpty() && clientName.chars().allMatch(c -> c > ' ' && c < 0x7f),
                "not a name: " + clientName);
        this.name = clientName;
        return this;
    }

    /** Of a call, all its attempts together: up to a minute; 10 s by default, which outlasts the death of a node. */
    public MeguriClientBuilder timeout(Duration most) {
        require(most.toMillis() >= 1 && most.compareTo(MAX_TIMEOUT) <= 0, "timeout must be from 1 ms to 60 s");
        this.timeout = most;
        return this;
    }

    /**
     * Of one attempt, 1 s by default; then another node is asked. Short: what is slow is asked for twice; long: a node that stands
     * still holds its keys' calls up.
     */
    public MeguriClientBuilder attemptTimeout(Duration most) {
        require(most.toMillis() >= 1, "attemptTimeout must be at least 1 ms");
        this.attemptTimeout = most;
        return this;
    }

    /** In progress at once, 100,000 by default; more are refused, with an OverloadedException. */
    public MeguriClientBuilder maxCalls(int most) {
        require(most >= 1, "maxCalls must be at least 1");
        this.maxCalls = most;
        return this;
    }

    /** 1 by default. More: for nodes that have several threads, or for large values beside small ones. */
    public MeguriClientBuilder connectionsPerNode(int count) {
        require(count >= 1 && count <= MAX_CONNECTIONS_PER_NODE, "connectionsPerNode must be from 1 to 64");
        this.connectionsPerNode = count;
        return this;
    }

    /** Threads that read answers: 1 by default, which takes some hundred thousand a second. */
    public MeguriClientBuilder ioThreads(int count) {
        require(count >= 1 && count <= MAX_IO_THREADS, "ioThreads must be from 1 to 64");
        this.ioThreads = count;
        return this;
    }

    /**
     * Runs the loaders of {@link MeguriCache#getOrLoad}: by default each on a virtual thread of its own. One that refuses work makes
     * calls fail with an OverloadedException.
     */
    public MeguriClientBuilder loadExecutor(Executor executor) {
        this.loadExecutor = Objects.requireNonNull(executor);
        return this;
    }

    /** Told of every call, instead of Micrometer's and OpenTelemetry's global registries, which are found by themselves. */
    public MeguriClientBuilder observer(ClientObserver observer) {
        this.observers.add(observer);
        this.findsObservers = false;
        return this;
    }

    /**
     * Where nodes are for this application, where that is not what they announce: in another network than their other clients, or
     * behind a mapping of ports.
     *
     * @param addressOf of a node's name and its announced "host:port" makes the "host:port" to connect to. Asked at each
     *     connection, on the client's network thread: it must not wait
     */
    public MeguriClientBuilder whereabouts(BinaryOperator<String> addressOf) {
        this.whereabouts = Objects.requireNonNull(addressOf);
        return this;
    }

    MeguriClientBuilder clocks(LongSupplier wall, LongSupplier steady) {
        this.wallMillis = wall;
        this.nanoTime = steady;
        return this;
    }

    /**
     * Connects; waits for the first node that answers.
     *
     * @throws MeguriException none does within the timeout, or one refuses the password
     */
    public MeguriClient build() {
        require(!nodes.isEmpty(), "name at least one node of the cluster");
        return new MeguriClient(this);
    }

    List<Address> addresses() {
        return List.copyOf(nodes);
    }

    ClientObserver observer() {
        return findsObservers ? Observers.present() : Observers.all(observers);
    }

    Executor loadExecutor() {
        return loadExecutor == null
                ? Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(name + "-load-", 0).factory())
                : loadExecutor;
    }

    NetSettings netSettings() {
        return new NetSettings(
                name, password, attemptTimeout.toNanos(), attemptTimeout.toNanos(), nanoTime, this::whereIs);
    }

    private Address whereIs(RingNode node) {
        String announced = (node.host().indexOf(':') < 0 ? node.host() : "[" + node.host() + "]") + ":" + node.port();
        return address(whereabouts.apply(node.nodeId(), announced));
    }

    CallSettings callSettings() {
        return new CallSettings(timeout.toNanos(), attemptTimeout.toNanos(), maxCalls, nanoTime);
    }

    /** "host", "host:port", "[::1]:port". */
    private static Address address(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort =
                colon > text.lastIndexOf(']') && colon == text.indexOf(':', Math.max(0, text.lastIndexOf(']')));
        String host = hasPort ? text.substring(0, colon) : text;
        try {
            int port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : DEFAULT_PORT;
            require(!host.isEmpty() && port >= 1 && port <= MAX_PORT, "not a node's address: " + text);
            return new Address(host.replace("[", "").replace("]", ""), port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a node's address: " + text, e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
