package dev.meguri.node.resp.push;

import dev.meguri.resp.codec.RespWriter;
import dev.meguri.resp.push.Push;
import java.nio.charset.StandardCharsets;

/** That what clients cached of a key is outdated: encoded once for all of them. One thread. */
public final class Invalidation {
    /** Where clients of RESP2 are told, through another connection that listens. */
    private static final byte[] CHANNEL = "__redis__:invalidate".getBytes(StandardCharsets.US_ASCII);

    private final byte[] key;
    private Push direct;
    private Push redirected;

    Invalidation(byte[] key) {
        this.key = key;
    }

    /** For the connection that read it: RESP3 alone has a way to tell it. */
    public Push direct() {
        if (direct == null) {
            direct = Push.ofResp3(null, frame());
        }
        return direct;
    }

    /** For a connection that is told on behalf of others. */
    public Push redirected() {
        if (redirected == null) {
            RespWriter out = new RespWriter(key.length + 80);
            out.array(3).bulk("message").bulk(CHANNEL).array(1).bulk(key);
            redirected = Push.ofResp3(out.take(), frame());
        }
        return redirected;
    }

    private byte[] frame() {
        RespWriter out = new RespWriter(key.length + 64);
        out.array(2).bulk("invalidate").array(1).bulk(key);
        return out.take();
    }

    /** That nobody can be told any more, as the connection is gone that was to be. */
    public static Push redirectionBroken(long redirectId) {
        RespWriter out = new RespWriter(64);
        out.array(2).bulk("tracking-redir-broken").integer(redirectId);
        return Push.ofResp3(null, out.take());
    }
}
