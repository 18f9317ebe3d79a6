package dev.meguri.core.shard;

import dev.meguri.core.lease.LeaseKey;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.VoterMemory;
import dev.meguri.core.store.Entry;
import dev.meguri.core.strong.Acceptor;
import dev.meguri.core.strong.AcceptorImage;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.PeerClocks;
import dev.meguri.core.strong.Proposer;
import dev.meguri.core.strong.StrongAsk;
import dev.meguri.core.strong.StrongListener;
import dev.meguri.core.strong.StrongMemory;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongPorts;
import dev.meguri.core.strong.StrongRules;
import dev.meguri.core.strong.StrongSettings;
import dev.meguri.core.strong.StrongValue;
import dev.meguri.core.strong.VoteWatch;
import dev.meguri.core.strong.VoterLists;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The strong keys of one shard: this node's votes, its proposer, and the migrations that it drives. Messages to ourselves
 * wait in a queue until the turn is over, so that no vote is cast in the middle of a round's step.
 */
public final class StrongSlots implements StrongPorts, StrongMemory {
    private static final int MAX_NEXTS = 65_536;
    private static final int MAX_PART_BYTES = 256 * 1024;
    private static final long BACK_OFF_MILLIS = 10;

    private record ToSelf(StrongMessage message) {}

    private final ShardContext context;
    private final Proposer proposer;
    private final TreeMap<Integer, Acceptor> acceptors = new TreeMap<>();
    private final SlotMigrations migrations;
    private final ArrayDeque<ToSelf> toSelf = new ArrayDeque<>();
    private final StrongOutbox outbox;
    /** Slots of this shard that lost the memory of their voters by the adopted state. */
    private final BitSet lost = new BitSet();
    /** The adopted state, if there are strong keys by it: of the next one only what changed is looked at. Null: none. */
    private ClusterState lookedAt;

    private TreeMap<Integer, AcceptorImage> restored = new TreeMap<>();
    private long restoredIncarnation;
    /** 0: no vote is cast. */
    private long incarnation;

    private boolean closed;
    private long random;
    /** Null: nobody watches. */
    private VoteWatch watch;

    private final StrongUsage usage;
    private final StrongBySlot bySlot;
    private final PeerClocks clocks;

    StrongSlots(ShardContext context) {
        this.context = context;
        this.random = context.settings().seed() ^ 0x5deece66dL;
        this.usage = new StrongUsage(context);
        this.bySlot = new StrongBySlot(
                context.settings().slotCount(), context.settings().shards());
        this.clocks = new PeerClocks(context.settings().maxClockSkewMillis());
        this.outbox = new StrongOutbox(context::now, context::send);
        ShardSettings settings = context.settings();
        // Ids of two runs do not meet: the seed of a run is its own.
        long firstId = ((settings.seed() * 0x9e3779b97f4a7c15L) >>> 24 << 23) + 1;
        this.proposer = new Proposer(
                new StrongSettings(
                        settings.nodeId(),
                        settings.operationTimeoutMillis(),
                        settings.resendMillis(),
                        BACK_OFF_MILLIS,
                        MAX_NEXTS,
                        firstId),
                StrongRules.ALL,
                this,
                this,
                context.timers());
        this.migrations = new SlotMigrations(context, proposer);
    }

    // ---- states ----------------------------------------------------------------------------------------------------

    void restore(List<AcceptorImage> images, long imageIncarnation) {
        restored = new TreeMap<>();
        for (AcceptorImage image : images) {
            restored.put(image.slot(), image);
        }
        restoredIncarnation = imageIncarnation;
    }

    /** The context has adopted a state. @param votesUnder 0: this process may not vote (yet) */
    void adopted(long votesUnder) {
        usage.adopted(acceptors.values());
        if (incarnation != votesUnder) {
            become(votesUnder);
        }
        ClusterState state = context.state();
        clocks.keepOnly(node -> state.member(node) != null);
        ClusterState before = lookedAt;
        lookedAt = state.policies().hasStrong() ? state : null;
        if (before == null || lookedAt == null || !VoterMemory.sameIncarnations(before, state)) {
            before = null;
            lost.clear();
        }
        if (lookedAt == null) {
            return;
        }
        for (int slot = context.settings().shard();
                slot < state.slotCount();
                slot += context.settings().shards()) {
            SlotAssignment assignment = state.slot(slot);
            if (before != null && before.slot(slot) == assignment) {
                continue;
            }
            lost.clear(slot);
            if (assignment.current().isEmpty()) {
                continue;
            }
            lost.set(slot, VoterMemory.isGone(assignment, state));
            VoterLists known = proposer.lists(slot);
            if (known == null || known.epoch() < assignment.epoch()) {
                VoterLists lists = new VoterLists(assignment.epoch(), assignment.voters(), assignment.nextVoters());
                proposer.adopt(slot, lists);
                if (acceptors.containsKey(slot)) {
                    acceptors.get(slot).adopt(lists);
                }
            }
        }
        proposer.adopted();
        migrations.adopted(state, incarnation != 0);
    }

    private void become(long votesUnder) {
        for (Acceptor acceptor : acceptors.values()) {
            acceptor.release();
        }
        acceptors.clear();
        incarnation = votesUnder;
        proposer.incarnation(votesUnder);
        if (votesUnder != 0 && votesUnder == restoredIncarnation) {
            for (AcceptorImage image : restored.values()) {
                Acceptor acceptor = Acceptor.restore(image, context.self(), votesUnder, StrongRules.ALL, this);
                acceptors.put(image.slot(), acceptor);
                proposer.observe(image.slot(), image.counter());
                VoterLists lists = proposer.lists(image.slot());
                if (lists != null) {
                    acceptor.adopt(lists);
                }
            }
        }
        restored = new TreeMap<>();
    }

    /** JOINT slots that this node carried, under their present epochs. */
    public List<Integer> carriedSlots() {
        return migrations.carried();
    }

    // ---- asks and messages ----

    /** Whether operations on the slot can be carried out here. */
    public boolean knows(int slot) {
        return incarnation != 0 && !lost.get(slot) && proposer.lists(slot) != null;
    }

    /** Whether nobody can carry out anything on the slot, until it begins anew (STRONG.md, rule 23). */
    public boolean isLost(int slot) {
        return lost.get(slot);
    }

    public void submit(Key key, int slot, StrongAsk ask, StrongListener listener) {
        proposer.submit(key, slot, ask, listener);
    }

    public int pending() {
        return proposer.pending();
    }

    /** What a peer says, at this time by its clock. Its epoch is not newer than ours. */
    void receive(String nodeId, ShardMessage.Strong said) {
        if (said.message() instanceof StrongMessage.Answer answer && said.clockMillis() != 0) {
            long probed = proposer.probedMillis(answer);
            if (probed >= 0) {
                long wall = context.now();
                long steady = context.steadyNow();
                clocks.heard(nodeId, said.clockMillis(), wall - (steady - probed), wall, wall - steady);
            }
        }
        receive(nodeId, said.message());
    }

    /** A message whose epoch is not newer than ours. */
    private void receive(String nodeId, StrongMessage message) {
        switch (message) {
            case StrongMessage.Answer answer -> proposer.onAnswer(nodeId, answer);
            case StrongMessage.Request request -> {
                if (incarnation == 0 || closed || proposer.lists(request.slot()) == null) {
                    return;
                }
                Acceptor acceptor = acceptor(request.slot());
                if (watch != null) {
                    watch.asking(acceptor, request);
                }
                boolean accepts = vote(nodeId, acceptor, request);
                if (watch != null) {
                    watch.asked(acceptor, proposer.lists(request.slot()), request, accepts);
                }
            }
        }
    }

    /** Whether the voter accepted what it was asked to. */
    private boolean vote(String nodeId, Acceptor acceptor, StrongMessage.Request request) {
        if (request instanceof StrongMessage.SlotPrepare prepare) {
            for (StrongMessage answer : acceptor.receive(prepare, MAX_PART_BYTES)) {
                send(nodeId, answer);
            }
            return false;
        }
        StrongMessage answer = acceptor.receive(request);
        if (answer != null) {
            send(nodeId, answer);
        }
        return answer instanceof StrongMessage.Accepted;
    }

    /** For checkers: who sees every vote from now on. */
    public void watch(VoteWatch next) {
        watch = next;
    }

    /** What was sent to ourselves, and what follows from it; then all that was sent to others. */
    void runOwn() {
        for (ToSelf own = toSelf.poll(); own != null; own = toSelf.poll()) {
            StrongMessage message = own.message();
            if (!(message instanceof StrongMessage.Request request)
                    || request.epoch() <= context.slot(request.slot()).epoch()) {
                receive(context.self(), message);
            }
        }
        outbox.flush();
    }

    private Acceptor acceptor(int slot) {
        Acceptor acceptor = acceptors.get(slot);
        if (acceptor == null) {
            acceptor = new Acceptor(slot, context.self(), incarnation, StrongRules.ALL, this);
            acceptor.adopt(proposer.lists(slot));
            acceptors.put(slot, acceptor);
        }
        return acceptor;
    }

    /** Ends voting for ever: a clean stop stores the result, and then its marker. */
    List<AcceptorImage> close() {
        closed = true;
        List<AcceptorImage> images = new ArrayList<>();
        for (Acceptor acceptor : acceptors.values()) {
            images.add(acceptor.close(proposer.counter(acceptor.slot())));
        }
        return images;
    }

    /** For checkers and views. Null: nothing was voted on here. */
    public Acceptor acceptorOf(int slot) {
        return acceptors.get(slot);
    }

    /** The first {@code limit} values of the slot that this node holds, by key, that pass and are not expired. */
    List<Entry> values(int slot, int limit, Predicate<Key> filter, long nowMillis) {
        Acceptor acceptor = acceptors.get(slot);
        TreeMap<Key, Entry> values = new TreeMap<>();
        if (acceptor != null) {
            acceptor.forEach(item -> {
                StrongValue value = item.value();
                if (!value.isTombstone() && !value.isExpiredAt(nowMillis) && filter.test(item.key())) {
                    values.put(
                            item.key(),
                            Entry.value(
                                    item.key(),
                                    value.changeBallot().toVersion(),
                                    value.data(),
                                    value.contentType(),
                                    value.expireAtMillis()));
                    if (values.size() > limit) {
                        values.pollLastEntry();
                    }
                }
            });
        }
        return new ArrayList<>(values.values());
    }

    /** Values of the slot, those whose time is over and that are not dropped yet included. */
    int count(int slot) {
        Acceptor acceptor = acceptors.get(slot);
        int[] count = new int[1];
        if (acceptor != null) {
            acceptor.forEachHeld((key, value) -> count[0] += LeaseKey.is(key) ? 0 : StrongValue.count(value));
        }
        return count[0];
    }

    /** Tells the keys of the slot that have a readable value. */
    void forEachKey(int slot, long nowMillis, Consumer<Key> each) {
        Acceptor acceptor = acceptors.get(slot);
        if (acceptor != null) {
            acceptor.forEachHeld((key, value) -> {
                if (StrongValue.count(value) > 0 && !value.isExpiredAt(nowMillis)) {
                    each.accept(key);
                }
            });
        }
    }

    /** What the strong keys take, and how they are read. */
    public StrongUsage usage() {
        return usage;
    }

    /** Values of the slot. */
    public int values(int slot) {
        return bySlot.values(slot);
    }

    /** What the slot's registers take. */
    public long bytes(int slot) {
        return bySlot.bytes(slot);
    }

    /** The accounted bytes, counted register by register: must equal {@link dev.meguri.core.store.Store#strongBytes}. */
    public long recountBytes() {
        long[] bytes = new long[1];
        for (Acceptor acceptor : acceptors.values()) {
            acceptor.forEachHeld((key, value) -> bytes[0] += StrongMemory.bytesOf(key, value));
        }
        return bytes[0];
    }

    Iterable<Acceptor> acceptors() {
        return acceptors.values();
    }

    Proposer proposer() {
        return proposer;
    }

    // ---- ports ----

    @Override
    public void send(String nodeId, StrongMessage message) {
        if (nodeId.equals(context.self())) {
            toSelf.addLast(new ToSelf(message));
        } else if (context.isReachable(nodeId)) {
            outbox.add(nodeId, message);
        }
    }

    @Override
    public void behind(String nodeId, int slot, long epoch) {
        if (!nodeId.equals(context.self())) {
            context.fetchState(nodeId);
        }
    }

    @Override
    public void proposing(int slot, Key key, Ballot ballot, Ballot parent) {
        if (watch != null) {
            watch.proposing(slot, key, ballot, parent);
        }
    }

    @Override
    public long clockMillis() {
        return context.clock().tick(context.now()) >>> 16;
    }

    @Override
    public long clockOffMillis() {
        return clocks.offMillis(context.now() - context.steadyNow());
    }

    @Override
    public long nowMillis() {
        return context.steadyNow();
    }

    @Override
    public int random(int bound) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 33) % bound);
    }

    @Override
    public boolean hasRoom(Key key, long bytes) {
        return context.store().hasRoomForStrong(bytes) && usage.hasRoom(key, bytes);
    }

    @Override
    public void removed(Key key, StrongValue before, StrongValue after, boolean moved) {
        usage.removed(before, after, moved, this);
    }

    @Override
    public void accepted(Key key, StrongValue before, StrongValue after) {
        usage.accepted(after);
        if (!LeaseKey.is(key)) {
            StrongObserver.tell(context.store().observer(), key, before, after, context.now());
        }
    }

    @Override
    public void changed(Key key, long bytes, int values) {
        context.store().addStrong(bytes);
        usage.changed(key, bytes, values);
        bySlot.changed(context.slotOf(key), bytes, values);
    }
}
