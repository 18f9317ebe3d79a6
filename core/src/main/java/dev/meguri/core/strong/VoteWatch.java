package dev.meguri.core.strong;

import dev.meguri.core.ring.Key;

/** Sees the votes of a shard and what it proposes, for checkers. Called on the shard's thread; changes nothing. */
public interface VoteWatch {
    /** The voter is about to be asked, under the epoch that it has adopted or an older one. */
    void asking(Acceptor voter, StrongMessage.Request request);

    /**
     * It has answered.
     *
     * @param lists of the newest epoch that its node knows of the slot
     * @param accepted whether the request is an accept and the voter holds what it was to accept
     */
    void asked(Acceptor voter, VoterLists lists, StrongMessage.Request request, boolean accepted);

    /** As {@link StrongPorts#proposing}. */
    void proposing(int slot, Key key, Ballot ballot, Ballot parent);
}
