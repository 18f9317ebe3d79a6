package dev.meguri.client.observe;

import dev.meguri.client.near.NearStatistics;

/** Is told what the client does: for metrics and traces. Called by many threads at once; what it does makes every call slower. */
public interface ClientObserver {
    ClientObserver NONE = command -> Watch.NONE;

    /** A call begins, on the application's thread. @param command GET, MEGURI.SET and so on */
    Watch began(String command);

    /** The client as a whole, once. */
    default void started(ClientFigures figures) {}

    /** A near cache was made; it ends with the client. */
    default void near(NearFigures figures) {}

    default void stopped() {}

    /** One call. */
    interface Watch {
        Watch NONE = new Watch() {};

        /** It is sent to a node. @param attempt from 1 */
        default void sent(String nodeId, int attempt) {}

        /** An attempt did not succeed, and another one follows. */
        default void failed(String why) {}

        /** @param failure null: it succeeded */
        default void ended(Throwable failure) {}
    }

    /** What can be asked at any time. */
    interface ClientFigures {
        /** Of the client, as its builder was told. */
        String name();

        int connections();

        int callsInProgress();

        long ringVersion();
    }

    /** Of one near cache, at any time. */
    interface NearFigures {
        /** The client's name. */
        String client();

        /** Of its keys. */
        String prefix();

        NearStatistics statistics();
    }
}
