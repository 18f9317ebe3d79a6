package dev.meguri.node.fault;

import dev.meguri.api.fault.FaultDirection;
import java.util.Collection;

/**
 * What all faults together do to one direction of a link.
 *
 * @param delayMillis the sum of all delays
 * @param jitterMillis the greatest
 * @param lossRate the greatest, as {@code duplicationRate}
 * @param bytesPerSecond the least; 0: as many as there are
 */
record LinkCondition(
        boolean cut,
        long delayMillis,
        long jitterMillis,
        double lossRate,
        double duplicationRate,
        long bytesPerSecond) {
    static final LinkCondition FINE = new LinkCondition(false, 0, 0, 0, 0, 0);

    static LinkCondition of(Collection<Fault> faults, String peer, FaultDirection way, long nowMillis) {
        LinkCondition condition = FINE;
        for (Fault fault : faults) {
            if (!fault.isOver(nowMillis) && fault.concerns(peer, way)) {
                condition = condition.and(fault);
            }
        }
        return condition;
    }

    boolean isFine() {
        return equals(FINE);
    }

    private LinkCondition and(Fault fault) {
        return switch (fault.kind()) {
            case CUT -> new LinkCondition(true, delayMillis, jitterMillis, lossRate, duplicationRate, bytesPerSecond);
            case DELAY ->
                new LinkCondition(
                        cut,
                        delayMillis + fault.delayMillis(),
                        Math.max(jitterMillis, fault.jitterMillis()),
                        lossRate,
                        duplicationRate,
                        bytesPerSecond);
            case LOSS ->
                new LinkCondition(
                        cut,
                        delayMillis,
                        jitterMillis,
                        Math.max(lossRate, fault.rate()),
                        duplicationRate,
                        bytesPerSecond);
            case DUPLICATION ->
                new LinkCondition(
                        cut,
                        delayMillis,
                        jitterMillis,
                        lossRate,
                        Math.max(duplicationRate, fault.rate()),
                        bytesPerSecond);
            case BANDWIDTH ->
                new LinkCondition(
                        cut,
                        delayMillis,
                        jitterMillis,
                        lossRate,
                        duplicationRate,
                        bytesPerSecond == 0
                                ? fault.bytesPerSecond()
                                : Math.min(bytesPerSecond, fault.bytesPerSecond()));
            case PAUSE, SLOW, CRASH, CLOCK_OFFSET -> this;
        };
    }
}
