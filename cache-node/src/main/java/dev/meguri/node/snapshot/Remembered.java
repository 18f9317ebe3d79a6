package dev.meguri.node.snapshot;

import dev.meguri.core.message.ManagerMessage.Memory;
import dev.meguri.core.ring.ClusterState;

/**
 * What the node still knows of its earlier life.
 *
 * @param snapshotMillis when the snapshot was complete; 0: none
 * @param incarnation the last one issued; 0: none
 * @param state the last adopted one; null: none
 */
public record Remembered(Memory memory, long snapshotMillis, long incarnation, ClusterState state) {
    public static final Remembered NOTHING = new Remembered(Memory.EMPTY, 0, 0, null);

    /** A snapshot counts as WARM only while marks of what was removed since are still kept by the peers. */
    static Memory memoryOf(boolean cleanStop, long snapshotMillis, long nowMillis, long graceMillis) {
        if (snapshotMillis == 0) {
            return Memory.EMPTY;
        }
        if (cleanStop) {
            return Memory.CLEAN;
        }
        return nowMillis - snapshotMillis < graceMillis ? Memory.WARM : Memory.EMPTY;
    }
}
