package dev.meguri.node.resp;

import dev.meguri.node.shard.ShardPool;
import dev.meguri.resp.codec.ProtocolException;
import dev.meguri.resp.codec.RespDecoder;
import java.util.ArrayDeque;

/**
 * The commands of one connection. What a client pipelines is read some commands ahead of the one in hand, so that what these are
 * going to look at is near by then (ADR 33).
 *
 * <p>Owned by the connection's event loop.
 */
final class CommandReader {
    private static final int MAX_AHEAD = 32;
    private static final int MAX_AHEAD_BYTES = 64 * 1024;

    private final RespDecoder decoder = new RespDecoder();
    private final ArrayDeque<Request> ahead = new ArrayDeque<>();
    private final KeysAhead keys;
    private long aheadBytes;
    private boolean isAuthenticated;
    /** Of what comes behind the commands that were read ahead. */
    private ProtocolException failure;

    CommandReader(ShardPool shards) {
        this.keys = new KeysAhead(shards);
    }

    /** The bounds of clients that are known hold from now on. */
    void authenticated() {
        isAuthenticated = true;
        decoder.authenticated();
    }

    /** The array is taken over. */
    void feed(byte[] bytes) {
        decoder.feed(bytes, 0, bytes.length);
    }

    /** Bytes that wait to be worked on. */
    long waitingBytes() {
        return decoder.waiting() + aheadBytes;
    }

    /** @return null: more bytes are needed */
    Request next() throws ProtocolException {
        if (ahead.isEmpty()) {
            readAhead();
        }
        Request next = ahead.poll();
        if (next != null) {
            aheadBytes -= next.bytes();
        } else if (failure != null) {
            throw failure;
        }
        return next;
    }

    private void readAhead() {
        // What a client may send that is not known yet depends on the command in hand.
        int most = isAuthenticated ? MAX_AHEAD : 1;
        try {
            while (failure == null && ahead.size() < most && aheadBytes < MAX_AHEAD_BYTES && decoder.next()) {
                Request request = Request.of(decoder);
                aheadBytes += request.bytes();
                ahead.add(request);
                keys.add(request.firstKey());
            }
        } catch (ProtocolException e) {
            failure = e;
        }
        keys.warm();
    }
}
