package dev.meguri.client.load;

import dev.meguri.client.error.CodecException;
import dev.meguri.client.error.LoadTimedOutException;
import dev.meguri.client.error.LoaderException;
import dev.meguri.client.error.OverloadedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * Values that are loaded by one process of all that ask for them. Calls of one client for one key that come at the same time are
 * one question.
 *
 * <pre>
 * fresh                     that is it
 * old, and no lease         that is it: somebody else loads it anew
 * old, and a lease          that is it; the loader runs in the background
 * none, and a lease         the loader runs; the value is stored over nothing, or over the very version that was old
 * none, and no lease        asked again in a moment, until the load timeout
 * </pre>
 *
 * The lease is renewed while the loader runs, and released after: also where it failed, so that the next may try.
 */
public final class Loads {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);
    /** Low: calls are refused under load; high: memory, and threads of loaders. */
    private static final int MAX_FLIGHTS = 10_000;

    private final LoadPorts ports;
    private final Map<Place, Flight> flights = new ConcurrentHashMap<>();

    /** Names a key among those of all caches of the client. */
    private record Place(String key) {}

    /** A loader and the codec of its cache. */
    @FunctionalInterface
    public interface ByteLoader {
        /** Null: there is none. @throws CodecException the value cannot be encoded */
        byte[] load() throws Exception;
    }

    public Loads(LoadPorts ports) {
        this.ports = ports;
    }

    /** Null: there is no value. @param name of the key, with its prefix */
    public CompletableFuture<byte[]> get(String name, byte[] key, ByteLoader loader, LoadOptions options) {
        Place place = new Place(name);
        Flight fresh = new Flight(place, key, loader, options);
        Flight flight = flights.putIfAbsent(place, fresh);
        if (flight != null) {
            return flight.value;
        }
        if (flights.size() > MAX_FLIGHTS) {
            fresh.fail(new OverloadedException(MAX_FLIGHTS + " keys of this client are being loaded"));
        } else {
            fresh.ask();
        }
        return fresh.value;
    }

    /** Keys that are asked for, or loaded, now. */
    public int inProgress() {
        return flights.size();
    }

    /** One key, from the first call to its value. */
    private final class Flight {
        private final Place place;
        private final byte[] key;
        private final ByteLoader loader;
        private final LoadOptions options;
        private final long untilNanos;
        final CompletableFuture<byte[]> value = new CompletableFuture<>();
        private Duration pause = FIRST_PAUSE;

        Flight(Place place, byte[] key, ByteLoader loader, LoadOptions options) {
            this.place = place;
            this.key = key;
            this.loader = loader;
            this.options = options;
            this.untilNanos = ports.nanoTime() + options.loadTimeout().toNanos();
        }

        void ask() {
            ports.ask(key, options.refreshMillis(), options.lease()).whenComplete((reply, failure) -> {
                if (failure != null) {
                    fail(failure);
                } else {
                    answered(reply);
                }
            });
        }

        private void answered(LeaseReply reply) {
            if (reply.lease() != null) {
                Load load = new Load(this, reply);
                if (reply.version() != null) {
                    // an old value: nobody waits for the new one
                    end(reply.value());
                }
                load.start();
            } else if (reply.version() != null) {
                end(reply.value());
            } else if (ports.nanoTime() - untilNanos >= 0) {
                fail(new LoadTimedOutException("somebody else has been loading " + place.key() + " for longer than "
                        + options.loadTimeout().toMillis() + " ms"));
            } else {
                Duration now = pause;
                Duration twice = pause.multipliedBy(2);
                pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
                ports.later(now, this::ask);
            }
        }

        void end(byte[] bytes) {
            flights.remove(place, this);
            value.complete(bytes);
        }

        void fail(Throwable why) {
            flights.remove(place, this);
            value.completeExceptionally(
                    why instanceof CompletionException && why.getCause() != null ? why.getCause() : why);
        }
    }

    /** The loader of one flight, under its lease. */
    private final class Load {
        private final Flight flight;
        /** The version of the old value; null: there was none. */
        private final String over;
        /** Null: it is over. Under the monitor, as what follows. */
        private String lease;

        private boolean isDone;

        Load(Flight flight, LeaseReply reply) {
            this.flight = flight;
            this.over = reply.version();
            this.lease = reply.lease();
        }

        void start() {
            try {
                ports.run(this::load);
            } catch (RejectedExecutionException e) {
                giveBack();
                flight.fail(new OverloadedException("the load executor takes no more loaders"));
                return;
            }
            ports.later(flight.options.lease().dividedBy(3), this::renew);
            ports.later(flight.options.loadTimeout(), this::tooLong);
        }

        private void load() {
            // on a thread of its own
            byte[] bytes;
            try {
                bytes = flight.loader.load();
            } catch (CodecException e) {
                failed(e);
                return;
            } catch (Throwable e) {
                failed(new LoaderException("the loader of " + flight.place.key() + " failed: " + e, e));
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                return;
            }
            loaded(bytes);
        }

        private void loaded(byte[] bytes) {
            LoadOptions options = flight.options;
            if (bytes == null && !options.keepsAbsence()) {
                giveBack();
                flight.end(null);
                return;
            }
            byte[] stored = bytes == null ? Absence.mark() : bytes;
            Duration ttl = bytes == null ? options.negativeTtl(ports.random()) : options.ttl(ports.random());
            // a value that cannot be stored is as good to its callers as any
            ports.store(flight.key, stored, over, ttl).whenComplete((written, failure) -> {
                giveBack();
                flight.end(bytes);
            });
        }

        private void failed(Throwable why) {
            giveBack();
            flight.fail(why);
        }

        /** The lease of a loader that hangs is not renewed any more; if it finds something yet, that is stored all the same. */
        private void tooLong() {
            if (giveBack()) {
                flight.fail(new LoadTimedOutException("the loader of " + flight.place.key() + " takes longer than "
                        + flight.options.loadTimeout().toMillis() + " ms"));
            }
        }

        private void renew() {
            String now;
            synchronized (this) {
                if (isDone || lease == null) {
                    // where it was lost, somebody else may load, too: who stores first is right
                    return;
                }
                now = lease;
            }
            ports.renew(flight.key, now, flight.options.lease()).whenComplete((next, failure) -> {
                boolean isLate;
                synchronized (this) {
                    isLate = isDone;
                    if (failure == null && !isDone) {
                        lease = next;
                    }
                }
                if (isLate && next != null) {
                    ports.release(flight.key, next);
                }
                ports.later(flight.options.lease().dividedBy(3), this::renew);
            });
        }

        /** Whether that was not done before. */
        private boolean giveBack() {
            String ended;
            synchronized (this) {
                if (isDone) {
                    return false;
                }
                isDone = true;
                ended = lease;
            }
            if (ended != null) {
                ports.release(flight.key, ended);
            }
            return true;
        }
    }
}
