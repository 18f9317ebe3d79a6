package dev.meguri.node.resp;

import dev.meguri.core.ring.Key;
import dev.meguri.node.resp.push.Invalidation;
import dev.meguri.node.resp.push.TrackingClient;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.push.Name;
import java.util.Set;

/**
 * What a client agreed on about the keys that it caches. Owned by the connection's event loop, but for what {@link TrackingClient}
 * has.
 */
final class ClientTracking implements TrackingClient {
    /** Which reads are cached. */
    enum Mode {
        ALL,
        /** Those after CLIENT CACHING YES. */
        OPTIN,
        /** All but those after CLIENT CACHING NO. */
        OPTOUT,
        /** None: the client is told of all keys with some prefixes. */
        BROADCAST
    }

    private final RespConnection connection;
    private final long id;
    final Mode mode;
    final boolean noLoop;
    /** Of BROADCAST; else empty. */
    final Set<Name> prefixes;
    /** Null: none. */
    final RespConnection redirect;

    private volatile boolean broken;
    /** Whether CLIENT CACHING was just said, and what. */
    private boolean isExcepted;

    ClientTracking(RespConnection connection, Mode mode, boolean noLoop, Set<Name> prefixes, RespConnection redirect) {
        this.connection = connection;
        this.id = connection.session().id;
        this.mode = mode;
        this.noLoop = noLoop;
        this.prefixes = prefixes;
        this.redirect = redirect;
    }

    /** CLIENT CACHING, in the way that the mode has. */
    void exceptNext() {
        isExcepted = true;
    }

    boolean isExcepted() {
        return isExcepted;
    }

    /** A command was run: what was said about it is over. */
    void ran(Command command) {
        if (isExcepted && command != Command.CLIENT && connection.session().transaction == null) {
            isExcepted = false;
        }
    }

    /** The client is about to read the keys. */
    void reads(RespNode node, Key[] keys) {
        boolean caches =
                switch (mode) {
                    case ALL -> true;
                    case OPTIN -> isExcepted;
                    case OPTOUT -> !isExcepted;
                    case BROADCAST -> false;
                };
        if (caches) {
            for (Key key : keys) {
                node.watch().tracking().reads(this, key);
            }
        }
    }

    /** Whether whom the client told us to tell is gone. */
    boolean isBroken() {
        return broken || redirect != null && redirect.isClosed();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public boolean isNoLoop() {
        return noLoop;
    }

    @Override
    public void invalidated(Invalidation what) {
        if (redirect == null) {
            connection.pushes().push(what.direct());
        } else if (!redirect.isClosed()) {
            redirect.pushes().push(what.redirected());
        } else if (!broken) {
            broken = true;
            connection.pushes().push(Invalidation.redirectionBroken(redirect.session().id));
        }
    }
}
