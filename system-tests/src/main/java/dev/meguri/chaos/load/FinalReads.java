package dev.meguri.chaos.load;

import dev.meguri.api.cache.CacheHeaders;
import dev.meguri.chaos.check.Evidence;
import dev.meguri.chaos.history.Op;
import dev.meguri.chaos.history.OpKind;
import dev.meguri.chaos.history.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keys, read through one node once all is quiet. */
public final class FinalReads {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int ATTEMPTS = 20;

    private static final int CLIENT = -1;

    private FinalReads() {}

    /** By key; keys that are absent are not in it. */
    public static Map<String, Evidence.FinalValue> of(int port, Collection<String> keys) {
        Map<String, Evidence.FinalValue> finals = new TreeMap<>();
        try (HttpConnection connection =
                new HttpConnection(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS, TIMEOUT_MILLIS)) {
            for (String key : keys) {
                HttpConnection.Answer answer = read(connection, key);
                if (answer.status() == 200) {
                    finals.put(key, new Evidence.FinalValue(answer.body(), answer.header(CacheHeaders.VERSION)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a healed node does not answer", e);
        }
        return finals;
    }

    /** The same as operations of a client of its own, for checkers to which it matters when something was read. */
    public static List<Op> operations(
            String node,
            Collection<String> keys,
            Map<String, Evidence.FinalValue> found,
            long fromNanos,
            long toNanos) {
        List<Op> reads = new ArrayList<>();
        for (String key : keys) {
            Evidence.FinalValue value = found.get(key);
            reads.add(new Op(
                    0,
                    CLIENT,
                    node,
                    OpKind.GET,
                    key,
                    null,
                    null,
                    fromNanos,
                    toNanos,
                    Outcome.OK,
                    null,
                    value == null ? null : value.version(),
                    value == null ? null : value.value(),
                    0,
                    0));
        }
        return reads;
    }

    private static HttpConnection.Answer read(HttpConnection connection, String key) throws IOException {
        HttpConnection.Answer answer = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            answer = connection.send(new HttpConnection.Request("GET", Keys.path(key), null, null));
            if (answer.status() == 200 || answer.status() == 404) {
                return answer;
            }
        }
        throw new IOException("reading " + key + " in a healed cluster: " + answer.status() + " " + answer.body());
    }
}
