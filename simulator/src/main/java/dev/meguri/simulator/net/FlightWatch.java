package dev.meguri.simulator.net;

/**
 * Sees what becomes of each message, for pictures. It changes nothing: a run with one is the same run. A network without one
 * pays a look at a null per message.
 */
public interface FlightWatch {
    /**
     * It is under way.
     *
     * @param arrivalMicros when it is there, if it arrives
     * @return a number by which {@link #ends} tells of it
     */
    int departs(Endpoint from, Endpoint to, Object message, long arrivalMicros);

    /** It is there, or was lost on the way. */
    void ends(int flight, boolean arrived);

    /** It vanished at once: no connection, or a way that loses it. */
    void lost(Endpoint from, Endpoint to, Object message);

    /** It waits for the end of a cut or a clog, and departs then, if the connection lives that long. */
    void held(Endpoint from, Endpoint to, Object message);
}
