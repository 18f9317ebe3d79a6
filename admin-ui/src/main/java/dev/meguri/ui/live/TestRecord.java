package dev.meguri.ui.live;

import dev.meguri.api.lab.LabOperation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every operation of one test. Any thread calls. */
final class TestRecord {
    /** The answer to {@link #begin} where no more operations are taken. */
    static final long FULL = -1;

    private final int maxOperations;
    private final List<LabOperation> ended = new ArrayList<>();
    private long begun;
    private int inFlight;
    private boolean full;

    /** @param maxOperations of clients; the reads at the end come on top */
    TestRecord(int maxOperations) {
        this.maxOperations = maxOperations;
    }

    /** The id of an operation that begins now, from 1; {@link #FULL}: it must not. Each is to be ended. */
    synchronized long begin() {
        if (begun >= maxOperations) {
            full = true;
            return FULL;
        }
        inFlight++;
        return ++begun;
    }

    /** The same of a read at the end, which {@link TestPlan} and {@link LiveStage} bound. */
    synchronized long beginLast() {
        inFlight++;
        return ++begun;
    }

    synchronized void end(LabOperation operation) {
        inFlight--;
        ended.add(operation);
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized int size() {
        return ended.size();
    }

    synchronized boolean isFull() {
        return full;
    }

    /** By id. */
    synchronized List<LabOperation> operations() {
        return ended.stream().sorted(Comparator.comparingLong(LabOperation::id)).toList();
    }
}
