package dev.meguri.simulator.net;

/** Sees every message that is sent, and may change it or take it away: checkers look, mutants meddle. */
public interface Tap {
    /**
     * @param network to send something else, too
     * @return what is to be sent instead; null: nothing
     */
    Object onSend(Network network, Endpoint from, Endpoint to, Object message);
}
