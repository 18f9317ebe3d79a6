package dev.meguri.demo;

import dev.meguri.api.cache.CacheHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Products in Meguri, over its REST surface. Trouble with the cache is never the caller's: a node that fails is passed
 * over, and where none answers, a read finds nothing and a write is left out. Both are counted.
 */
@ApplicationScoped
public class ProductCache {
    private static final Logger LOG = Logger.getLogger(ProductCache.class);

    /** A cache that takes longer than this does not help; the next node may. */
    private static final Duration TIMEOUT = Duration.ofMillis(800);

    /** Nodes asked for one operation. More: a dead cluster delays every call. */
    private static final int MAX_ATTEMPTS = 3;

    private final HttpClient http;
    private final NodeDirectory nodes;
    private final AtomicLong troubles = new AtomicLong();

    ProductCache(HttpClient http, NodeDirectory nodes) {
        this.http = http;
        this.nodes = nodes;
    }

    /** What the cache said. @param value null: absent; @param receipt null: no node answered */
    record Answer(byte[] value, CacheReceipt receipt) {
        static final Answer NONE = new Answer(null, null);
    }

    Answer read(int id) {
        HttpResponse<byte[]> answer = send(id, "", HttpRequest.newBuilder().GET());
        if (answer == null) {
            return Answer.NONE;
        }
        return new Answer(answer.statusCode() == 200 ? answer.body() : null, CacheReceipt.of(answer.headers()));
    }

    /** Null: not stored. */
    CacheReceipt store(int id, byte[] product, long ttlSeconds) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(product));
        HttpResponse<byte[]> answer = send(id, "?ttl=" + ttlSeconds + "s", request);
        return answer == null ? null : CacheReceipt.of(answer.headers());
    }

    /** How many operations no node could carry out, since the start. */
    long troubles() {
        return troubles.get();
    }

    /** The first answer that is one (404 is), or null. */
    private HttpResponse<byte[]> send(int id, String query, HttpRequest.Builder request) {
        int attempts = 0;
        for (String address : nodes.inOrder()) {
            if (attempts++ == MAX_ATTEMPTS) {
                break;
            }
            HttpResponse<byte[]> answer = sendTo(address, address + "/api/cache/demo:product:" + id + query, request);
            if (answer != null) {
                nodes.answered(address);
                return answer;
            }
            nodes.failed(address);
        }
        troubles.incrementAndGet();
        return null;
    }

    private HttpResponse<byte[]> sendTo(String address, String url, HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(
                    request.uri(URI.create(url)).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean carriedOut = answer.statusCode() < 300
                    || answer.statusCode() == 404
                            && answer.headers().firstValue(CacheHeaders.SLOT).isPresent();
            if (!carriedOut) {
                LOG.debugf("%s answered %d", address, answer.statusCode());
            }
            return carriedOut ? answer : null;
        } catch (IOException unreachable) {
            LOG.debugf("%s cannot be reached: %s", address, unreachable.getMessage());
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
