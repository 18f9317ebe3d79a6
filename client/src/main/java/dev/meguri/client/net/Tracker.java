package dev.meguri.client.net;

import dev.meguri.client.protocol.CommandBytes;
import dev.meguri.client.protocol.Reply;
import java.io.IOException;
import java.util.List;

/**
 * Has one connection's node tell of changes (CLIENT TRACKING, of all keys with some prefixes), and knows since when it does.
 *
 * <pre>
 * NONE -> asked -> told     from the node's answer on
 *                  told -> over -> asked    other prefixes are wanted
 *                  told -> over             the connection ends
 * </pre>
 */
final class Tracker {
    private static final System.Logger LOG = System.getLogger(Tracker.class.getName());

    private final Connection connection;
    private final NetSettings settings;
    /** Null: nothing, or what was could not be sent. */
    private List<String> wanted;

    private boolean wasAsked;
    private boolean closed;
    private volatile Tracking now = Tracking.NONE;

    Tracker(Connection connection, NetSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** What is sent after this was asked is answered under it, or under a newer one. */
    Tracking now() {
        return now;
    }

    /** In place of all prefixes before; again and again the same is asked once. @param prefixes none begins with another */
    synchronized void track(List<String> prefixes) {
        if (closed || prefixes.equals(wanted)) {
            return;
        }
        wanted = prefixes;
        now.end();
        now = Tracking.NONE;
        if (wasAsked) {
            // else prefixes can be added only, and none that another one begins with
            connection.send(new Ask(CommandBytes.of("CLIENT").word("TRACKING").word("OFF"), null));
        }
        wasAsked = true;
        CommandBytes on = CommandBytes.of("CLIENT").word("TRACKING").word("ON").word("BCAST");
        prefixes.forEach(prefix -> on.word("PREFIX").word(prefix));
        connection.send(new Ask(on, prefixes));
    }

    synchronized void close() {
        closed = true;
        now.end();
    }

    private synchronized void on(List<String> prefixes) {
        if (!closed && wanted == prefixes) {
            now = new Tracking(prefixes);
        }
    }

    private final class Ask extends Exchange {
        private final List<String> prefixes;

        /** @param prefixes that are told of once it is answered; null: none */
        Ask(CommandBytes command, List<String> prefixes) {
            super(command.encode(), settings.nanoTime().getAsLong() + settings.silenceNanos());
            this.prefixes = prefixes;
        }

        @Override
        protected void answered(Reply reply) {
            if (reply instanceof Reply.Failure refusal) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the node at {0} tells nothing of changes, so that near caches keep nothing of it: {1}",
                        connection.address(),
                        refusal.message());
            } else if (prefixes != null) {
                on(prefixes);
            }
        }

        @Override
        protected void lost(boolean sent, IOException why) {
            if (!sent) {
                unsent();
            }
        }

        /** The answer may still come. */
        @Override
        protected void silent() {}
    }

    /** Whoever wants it next is to be heard. */
    private synchronized void unsent() {
        wanted = null;
    }
}
