package dev.meguri.core.membership.gossip;

import java.util.List;

/** What {@link Swim} does to the world. Called during its steps; must not call back into it. */
public interface GossipPort {
    /** Are you there? Answered by a pong of the same number. */
    void ping(String to, long number, List<Rumour> rumours);

    void pong(String to, long number, List<Rumour> rumours);

    /** Ping that member for me. */
    void askToPing(String helper, long number, String nodeId, List<Rumour> rumours);

    /** @param reached false: no answer until now (a nack), which says that at least this helper is there */
    void answerAsker(String asker, long number, String nodeId, boolean reached, List<Rumour> rumours);

    /** It has changed. */
    void standing(String nodeId, Standing standing);
}
