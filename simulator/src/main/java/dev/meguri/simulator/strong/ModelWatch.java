package dev.meguri.simulator.strong;

import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.VoterLists;

/** Sees a directed scenario of the strong model as it is told. It changes nothing. */
public interface ModelWatch {
    /** Nobody looks. */
    ModelWatch NONE = new ModelWatch() {};

    /**
     * A message is under way.
     *
     * @param flight by which it is told of again, the same object
     * @param proposer whom it is from, or for
     * @param voter whom it is for, or from
     */
    default void sent(Object flight, String proposer, String voter, StrongMessage message) {}

    /** What follows from it is told after this. */
    default void delivered(Object flight) {}

    default void lost(Object flight) {}

    /** A client asks a proposer, or a proposer does something by itself. */
    default void does(String proposer, String what) {}

    /** A client is answered. */
    default void answered(String proposer, String what) {}

    /** The slot has these voters from now on. */
    default void published(VoterLists lists) {}

    /** @param up whether the voter's process runs then */
    default void voter(String voter, boolean up, String what) {}

    /** Nothing happens for a while. */
    default void passed(int steps) {}

    /** That was all. @param history of what clients saw, and of the lists */
    default void ended(String history) {}
}
