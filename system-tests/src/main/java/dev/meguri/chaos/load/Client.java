package dev.meguri.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.cache.CacheHeaders;
import dev.meguri.chaos.history.History;
import dev.meguri.chaos.history.Op;
import dev.meguri.chaos.history.OpKind;
import dev.meguri.chaos.history.Outcome;
import dev.meguri.simulator.time.SplitMix64;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** One client: an operation after the other, each written to the history. Never tries again by itself. One thread. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECT_MILLIS = 1_000;
    /** Over the two seconds in which a node that works answers. */
    private static final int ANSWER_MILLIS = 3_500;

    private static final int MAX_AMOUNT = 9;
    /** Of the operations: puts of keys that are written once, up to this operation, so that they can all be read at the end. */
    private static final double ONCE_SHARE = 0.1;

    private static final long LAST_ONCE = 80_000;

    private final int number;
    private final Targets targets;
    private final History history;
    private final AtomicLong nextId;
    private final SplitMix64 random;
    private final Keys keys;
    /** Those that are written again and again. */
    private final List<String> known;

    private final Map<String, HttpConnection> connections = new HashMap<>();
    /** What this client last saw of a key: what its compare-and-set is over. */
    private final Map<String, String> lastVersions = new HashMap<>();

    Client(int number, Keys keys, Targets targets, History history, AtomicLong nextId, SplitMix64 random) {
        this.number = number;
        this.keys = keys;
        this.known = keys.all();
        this.targets = targets;
        this.history = history;
        this.nextId = nextId;
        this.random = random;
    }

    /** False: the node could not be reached. */
    boolean operate() {
        long id = nextId.getAndIncrement();
        boolean once = id <= LAST_ONCE && random.chance(ONCE_SHARE);
        String key = once ? keys.once(random.below(Keys.GROUPS), id) : known.get(random.below(known.size()));
        OpKind kind = once ? OpKind.PUT : kind(key);
        String value =
                switch (kind) {
                    case GET, DELETE -> null;
                    case PUT, CAS -> "v" + id;
                    case INCREMENT -> Long.toString(random.between(1, MAX_AMOUNT));
                };
        return perform(id, kind, key, value);
    }

    private OpKind kind(String key) {
        if (random.chance(0.4)) {
            return OpKind.GET;
        }
        if (Keys.isCounter(key)) {
            return OpKind.INCREMENT;
        }
        if (Keys.isRemovable(key)) {
            return random.chance(0.4) ? OpKind.DELETE : OpKind.PUT;
        }
        return lastVersions.containsKey(key) && random.chance(0.25) ? OpKind.CAS : OpKind.PUT;
    }

    private boolean perform(long id, OpKind kind, String key, String value) {
        Targets.Target target = targets.choose(random);
        target.waiting().incrementAndGet();
        try {
            return perform(target, id, kind, key, value);
        } finally {
            target.waiting().decrementAndGet();
        }
    }

    private boolean perform(Targets.Target target, long id, OpKind kind, String key, String value) {
        long invoke = history.nowNanos();
        HttpConnection connection;
        try {
            connection = connection(target);
        } catch (IOException e) {
            targets.failed(target);
            record(id, target, kind, key, value, invoke, Outcome.FAILED, "unreachable", null);
            return false;
        }
        HttpConnection.Answer answer;
        try {
            answer = send(connection, kind, key, value);
        } catch (IOException e) {
            targets.failed(target);
            connection.close();
            connections.remove(target.node());
            Outcome outcome = kind.isWrite() ? Outcome.IN_DOUBT : Outcome.FAILED;
            String why = e instanceof SocketTimeoutException ? "no answer in time" : "connection lost";
            record(id, target, kind, key, value, invoke, outcome, why, null);
            return true;
        }
        String why = answer.status() < 400 || isAbsent(answer) ? null : code(answer);
        record(id, target, kind, key, value, invoke, outcome(kind, answer), why, answer);
        return true;
    }

    private HttpConnection connection(Targets.Target target) throws IOException {
        HttpConnection connection = connections.get(target.node());
        if (connection == null) {
            connection = new HttpConnection(target.address(), CONNECT_MILLIS, ANSWER_MILLIS);
            connections.put(target.node(), connection);
        }
        return connection;
    }

    private HttpConnection.Answer send(HttpConnection connection, OpKind kind, String key, String value)
            throws IOException {
        String path = Keys.path(key);
        return switch (kind) {
            case GET -> connection.send(new HttpConnection.Request("GET", path, null, null));
            case PUT -> connection.send(new HttpConnection.Request("PUT", path, null, value));
            case CAS ->
                connection.send(
                        new HttpConnection.Request("PUT", path, "If-Match: \"" + lastVersions.get(key) + "\"", value));
            case INCREMENT ->
                connection.send(new HttpConnection.Request("POST", path + "?increment=" + value, null, null));
            case DELETE -> connection.send(new HttpConnection.Request("DELETE", path, null, null));
        };
    }

    private static boolean isAbsent(HttpConnection.Answer answer) {
        return answer.status() == 404 && answer.header(CacheHeaders.SLOT) != null;
    }

    private static Outcome outcome(OpKind kind, HttpConnection.Answer answer) {
        int status = answer.status();
        if (status < 400 || isAbsent(answer)) {
            return Outcome.OK;
        }
        if (status == 412) {
            return Outcome.CONDITION_FAILED;
        }
        // A node that failed within itself promises nothing.
        boolean unknown = status == 500 || problem(answer).path("inDoubt").asBoolean();
        return unknown && kind.isWrite() ? Outcome.IN_DOUBT : Outcome.FAILED;
    }

    private static String code(HttpConnection.Answer answer) {
        return problem(answer).path("code").asText("status " + answer.status());
    }

    private static JsonNode problem(HttpConnection.Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private void record(
            long id,
            Targets.Target target,
            OpKind kind,
            String key,
            String value,
            long invoke,
            Outcome outcome,
            String why,
            HttpConnection.Answer answer) {
        boolean done = outcome == Outcome.OK && answer != null;
        boolean told = done || outcome == Outcome.CONDITION_FAILED;
        String expected = kind == OpKind.CAS ? lastVersions.get(key) : null;
        String version = told ? answer.header(CacheHeaders.VERSION) : null;
        boolean readsBack = done && answer.status() == 200 && (kind == OpKind.GET || kind == OpKind.INCREMENT);
        String acks = done ? answer.header(CacheHeaders.ACKS) : null;
        String ring = done ? answer.header(CacheHeaders.RING_VERSION) : null;
        if (version != null && kind != OpKind.DELETE) {
            lastVersions.put(key, version);
        }
        history.add(new Op(
                id,
                number,
                target.node(),
                kind,
                key,
                value,
                expected,
                invoke,
                history.nowNanos(),
                outcome,
                why,
                version,
                readsBack ? answer.body() : null,
                acks == null ? 0 : Integer.parseInt(acks.substring(0, acks.indexOf('/'))),
                ring == null ? 0 : Long.parseLong(ring)));
    }

    void close() {
        connections.values().forEach(HttpConnection::close);
    }
}
