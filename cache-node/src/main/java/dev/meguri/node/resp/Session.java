package dev.meguri.node.resp;

import dev.meguri.core.ring.Key;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.push.Subscriber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a connection has agreed with its client. Owned by the connection's event loop. */
final class Session {
    static final int NO_WRITES = -1;

    final long id;
    final long createdMillis;
    String name = "";
    String library = "";
    String libraryVersion = "";
    int protocol = 2;
    boolean authenticated;
    boolean readonly;
    boolean noEvict;
    boolean noTouch;
    /** Null: the client listens to nothing. */
    Subscriber subscriber;
    /** Null: the client is not told of keys that it read. */
    ClientTracking tracking;
    /** Null: no transaction. */
    Transaction transaction;
    /** Keys that EXEC depends on. */
    final Map<Key, Watch> watched = new LinkedHashMap<>();

    String lastCommand = "NULL";
    long lastMillis;
    private int leastConfirmed = NO_WRITES;

    /** Commands between MULTI and EXEC. */
    static final class Transaction {
        final List<Queued> queued = new ArrayList<>();
        OwedAnswers.Cost cost = OwedAnswers.Cost.NOTHING;
        /** A command was refused when it came: EXEC refuses all. */
        boolean broken;
    }

    record Queued(Command command, byte[][] arguments) {}

    Session(long id, long nowMillis, boolean authenticated) {
        this.id = id;
        this.createdMillis = nowMillis;
        this.lastMillis = nowMillis;
        this.authenticated = authenticated;
    }

    /** Whether the client listens in RESP2, where hardly any command has an answer of its own. */
    boolean isListeningOnly() {
        return subscriber != null && protocol == 2 && !subscriber.isEmpty();
    }

    /** Of the commands of a transaction that is not run yet. */
    long queuedBytes() {
        return transaction == null ? 0 : transaction.cost.commandBytes();
    }

    void confirmed(int replicas) {
        leastConfirmed = leastConfirmed == NO_WRITES ? replicas : Math.min(leastConfirmed, replicas);
    }

    /** The least number of replicas that confirmed a write of this connection; {@link #NO_WRITES}. */
    int leastConfirmed() {
        return leastConfirmed;
    }

    /** As RESET leaves it. @param isOpen whether clients need not authenticate */
    void reset(boolean isOpen) {
        name = "";
        protocol = 2;
        authenticated = isOpen;
        readonly = false;
        noEvict = false;
        noTouch = false;
        transaction = null;
        watched.clear();
        leastConfirmed = NO_WRITES;
    }
}
