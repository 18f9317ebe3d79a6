package dev.meguri.simulator.strong;

import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Timers;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.Proposer;
import dev.meguri.core.strong.StrongMemory;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongPorts;
import dev.meguri.core.strong.StrongSettings;
import dev.meguri.core.strong.VoterLists;
import java.util.LinkedHashMap;
import java.util.Map;

/** One proposing process of the model, with a clock of its own. */
final class ModelProposer implements StrongPorts {
    static final int TIMEOUT = 150;
    private static final int RESEND = 35;
    private static final int BACK_OFF = 3;

    private final StrongModel model;
    final String name;
    private final long skew;
    long incarnation;
    /** Grows with each restart, so that answers to an earlier life are lost. */
    int life;

    Proposer proposer;
    private Timers timers;
    private long adopted = -1;
    private long wanted;
    int open;
    /** The last version and value that this process saw of a key. */
    final Map<Key, Seen> seen = new LinkedHashMap<>();

    record Seen(Ballot version, int value, long expireAt) {}

    ModelProposer(StrongModel model, String name, long skew) {
        this.model = model;
        this.name = name;
        this.skew = skew;
        begin(0);
    }

    /** @param counter of the earlier life; 0: another incarnation */
    void restart(long counter) {
        life++;
        if (counter == 0) {
            incarnation++;
        }
        begin(counter);
    }

    private void begin(long counter) {
        timers = new Timers();
        StrongSettings settings = new StrongSettings(name, TIMEOUT, RESEND, BACK_OFF, 1_000, life * 1_000_000L + 1);
        proposer = new Proposer(settings, model.rules, this, StrongMemory.UNBOUNDED, timers);
        proposer.incarnation(incarnation);
        proposer.observe(StrongModel.SLOT, counter);
        open = 0;
        long epoch = Math.max(0, adopted);
        adopted = -1;
        learn(epoch);
    }

    /** Follows the slot to an epoch, when the event at hand is over. */
    void learn(long epoch) {
        wanted = Math.max(wanted, epoch);
    }

    void follow() {
        if (wanted > adopted) {
            adopted = wanted;
            proposer.adopt(StrongModel.SLOT, model.lists(adopted));
            proposer.adopted();
        }
    }

    void tick() {
        follow();
        timers.fire(model.now());
        follow();
    }

    long epoch() {
        return adopted;
    }

    VoterLists lists() {
        return model.lists(adopted);
    }

    @Override
    public void send(String nodeId, StrongMessage message) {
        model.send(new StrongModel.Flying(this, life, nodeId, message));
    }

    @Override
    public void behind(String nodeId, int slot, long epoch) {
        learn(epoch);
    }

    @Override
    public long clockMillis() {
        return model.now() + skew;
    }

    @Override
    public long nowMillis() {
        return model.now();
    }

    @Override
    public int random(int bound) {
        return model.random.below(bound);
    }

    @Override
    public void proposing(int slot, Key key, Ballot ballot, Ballot parent) {
        model.checks.proposing(key, ballot, parent);
    }
}
