package dev.meguri.bench.load.open;

/**
 * When each request of an open loop is to be sent: at a fixed rate, whatever becomes of those before.
 *
 * @param startNanos when request 0 is
 * @param requests from 0 on
 */
record Pace(long startNanos, double perSecond, long requests) {
    Pace {
        if (!(perSecond > 0) || requests < 1) {
            throw new IllegalArgumentException(requests + " requests at " + perSecond + "/s are no load");
        }
    }

    long intendedNanos(long request) {
        return startNanos + Math.round(request * 1e9 / perSecond);
    }
}
