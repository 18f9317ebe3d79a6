package dev.meguri.simulator.net;

/** Two endpoints and the one connection that they may have. Each side learns of its end by itself. */
final class Link {
    final Endpoint low;
    final Endpoint high;
    /** From low to high. */
    final Direction up = new Direction();
    /** From high to low. */
    final Direction down = new Direction();
    /** Whether messages arrive whole and in order. */
    final boolean ordered;

    /** Grows with each connection: what was sent on an earlier one does not arrive on a later one. */
    long connection;

    boolean openAtLow;
    boolean openAtHigh;
    boolean dialing;
    /** Grows with each cut, so that the end of an older one's patience does not close what is fine again. */
    long cutNumber;

    Link(Endpoint low, Endpoint high, boolean ordered) {
        this.low = low;
        this.high = high;
        this.ordered = ordered;
    }

    Direction from(Endpoint sender) {
        return sender == low ? up : down;
    }

    Endpoint otherThan(Endpoint end) {
        return end == low ? high : low;
    }

    boolean isOpenAt(Endpoint end) {
        return end == low ? openAtLow : openAtHigh;
    }

    void setOpenAt(Endpoint end, boolean open) {
        if (end == low) {
            openAtLow = open;
        } else {
            openAtHigh = open;
        }
    }

    /** Whether the connection carries messages: both ends have it. */
    boolean isWhole() {
        return openAtLow && openAtHigh;
    }

    boolean isCut() {
        return up.isCut() || down.isCut();
    }
}
