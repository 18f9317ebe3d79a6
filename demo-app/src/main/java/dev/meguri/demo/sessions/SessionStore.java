package dev.meguri.demo.sessions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.client.Read;
import dev.meguri.client.Receipt;
import dev.meguri.client.Written;
import dev.meguri.client.error.InDoubtException;
import dev.meguri.client.error.MeguriException;
import dev.meguri.demo.cluster.Caches;
import dev.meguri.demo.cluster.Policies;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Sessions in Meguri, and nowhere else: this application keeps none, and may stop at any time. Every change is a compare-and-set,
 * repeated where another came first, so that two tabs lose nothing. What goes wrong is a problem: {@code unavailable} where the
 * session cannot be read now, {@code in_doubt} where a change may have been made.
 */
@ApplicationScoped
public class SessionStore {
    /** After the last change. */
    static final Duration TTL = Duration.ofMinutes(30);

    private static final int MAX_BYTES = 4_096;
    /** Of one change, while others come first. Few: many tabs at once fail; many: a request takes long. */
    private static final int MAX_TRIES = 100;

    private static final int LONGEST_PAUSE_MILLIS = 40;
    private static final int TOKEN_BYTES = 16;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final Caches caches;
    private final Policies policies;
    private final SessionStats stats;
    private final ObjectMapper json = new ObjectMapper();
    private final SecureRandom random = new SecureRandom();

    SessionStore(Caches caches, Policies policies, SessionStats stats) {
        this.caches = caches;
        this.policies = policies;
        this.stats = stats;
    }

    /** @param conflicts how often another change came first. @param millis that the cache took */
    record Kept(String token, Session session, String version, Receipt receipt, int conflicts, double millis) {}

    /** A session as it was found. */
    private record Found(Session session, String version) {}

    Kept create(Session session) {
        return asked(() -> {
            if (!policies.isThere(Policies.SESSIONS)) {
                throw new ProblemException(
                        ErrorCode.UNAVAILABLE,
                        null,
                        "The policy of session: is not made yet; the manager has to answer once. Try again in a moment.");
            }
            long startNanos = System.nanoTime();
            byte[] bytes = new byte[TOKEN_BYTES];
            random.nextBytes(bytes);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            Written written = caches.shared().create(key(token), encode(session), TTL);
            double millis = millisSince(startNanos);
            stats.changed(millis, 0);
            return new Kept(token, session, written.version(), written.receipt(), 0, millis);
        });
    }

    /** Null: there is none, or it is over. */
    Kept find(String token) {
        if (token == null || !TOKEN.matcher(token).matches()) {
            return null;
        }
        return asked(() -> {
            long startNanos = System.nanoTime();
            Read<byte[]> read = caches.shared().read(key(token));
            double millis = millisSince(startNanos);
            stats.read(millis, read.isPresent());
            return read.isPresent()
                    ? new Kept(token, decode(read.value()), read.version(), read.receipt(), 0, millis)
                    : null;
        });
    }

    /** Null: there is none, or it is over. */
    Kept change(String token, UnaryOperator<Session> change) {
        if (token == null || !TOKEN.matcher(token).matches()) {
            return null;
        }
        return asked(() -> {
            long startNanos = System.nanoTime();
            for (int conflicts = 0; conflicts < MAX_TRIES; conflicts++) {
                Found found = read(token);
                if (found == null) {
                    return null;
                }
                Session next = change.apply(found.session());
                Written written = caches.shared().compareAndSet(key(token), found.version(), encode(next), TTL);
                if (written.made()) {
                    double millis = millisSince(startNanos);
                    stats.changed(millis, conflicts);
                    return new Kept(token, next, written.version(), written.receipt(), conflicts, millis);
                }
                pause(conflicts);
            }
            throw new ProblemException(
                    ErrorCode.OVERLOADED, null, "Others changed the session " + MAX_TRIES + " times first. Try again.");
        });
    }

    void end(String token) {
        if (token != null && TOKEN.matcher(token).matches()) {
            asked(() -> caches.shared().remove(key(token)));
        }
    }

    private Found read(String token) {
        Read<byte[]> read = caches.shared().read(key(token));
        return read.isPresent() ? new Found(decode(read.value()), read.version()) : null;
    }

    private <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (InDoubtException doubt) {
            stats.failed();
            throw new ProblemException(
                    ErrorCode.IN_DOUBT,
                    null,
                    "The change may have been made: look at the session before you make it again.");
        } catch (MeguriException away) {
            stats.failed();
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE,
                    null,
                    "The session cannot be read now; it is where it was. " + away.getMessage());
        }
    }

    private static void pause(int conflicts) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 2 + Math.min(conflicts, LONGEST_PAUSE_MILLIS)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] encode(Session session) {
        byte[] bytes;
        try {
            bytes = json.writeValueAsBytes(session);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(
                    ErrorCode.VALUE_TOO_LARGE, "body", "A session holds " + MAX_BYTES + " bytes at most");
        }
        return bytes;
    }

    private Session decode(byte[] bytes) {
        try {
            return json.readValue(bytes, Session.class);
        } catch (IOException notOurs) {
            throw new ProblemException(ErrorCode.INTERNAL, null, "What is kept of the session is none of the demo's");
        }
    }

    private static String key(String token) {
        return Policies.SESSIONS + token;
    }

    private static double millisSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1_000_000.0;
    }
}
