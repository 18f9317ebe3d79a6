package dev.meguri.client.ring;

import java.util.function.Consumer;

/** The newest ring that any node told of. Any thread. */
public final class RingBook {
    private final Consumer<Ring> adopted;
    private volatile Ring ring = Ring.UNKNOWN;

    /** @param adopted told each newer ring, in their order */
    public RingBook(Consumer<Ring> adopted) {
        this.adopted = adopted;
    }

    public Ring ring() {
        return ring;
    }

    /** False: it is of another cluster than all before. */
    public synchronized boolean offer(Ring told) {
        Ring known = ring;
        boolean isFirst = known == Ring.UNKNOWN;
        if (!isFirst && !known.clusterId().equals(told.clusterId())) {
            return false;
        }
        if (isFirst || told.isNewerThan(known)) {
            ring = told;
            adopted.accept(told);
        }
        return true;
    }
}
