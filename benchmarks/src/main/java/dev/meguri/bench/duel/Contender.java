package dev.meguri.bench.duel;

/**
 * A system under load. Started once, measured in turns with its peer.
 *
 * @param <O> what it is asked to do
 */
public interface Contender<O> extends AutoCloseable {
    String name();

    /** Ready for load when it returns. @throws IllegalStateException it does not start */
    void start();

    /** Puts load on it for about so many seconds. */
    Measurement measure(O operation, double seconds);

    /** Waits until what earlier load left to do is done, so that the peer has the machine to itself. Bounded. */
    void awaitRest();

    /** Ends its processes. */
    @Override
    void close();
}
