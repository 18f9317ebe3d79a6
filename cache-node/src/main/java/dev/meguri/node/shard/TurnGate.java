package dev.meguri.node.shard;

/** What may hold a node's turns back: faults made on purpose. Any thread asks. */
public interface TurnGate {
    /** How often a paused loop looks whether it may go on. */
    long PAUSE_CHECK_MILLIS = 20;

    /** Nothing is ever held back. */
    TurnGate OPEN = new TurnGate() {
        @Override
        public boolean isPaused() {
            return false;
        }

        @Override
        public long turnDelayMillis() {
            return 0;
        }
    };

    /** Whether the node is to stand still. */
    boolean isPaused();

    /** How much later than asked for a shard's turn begins; 0: at once. */
    long turnDelayMillis();
}
