package dev.meguri.core.repair;

import dev.meguri.core.hint.HintedHandoff;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.migration.Departures;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.shard.ShardReport;
import dev.meguri.core.shard.StrongSlots;
import dev.meguri.core.shard.Timers;
import dev.meguri.core.store.Removal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Keeps this shard's slots in agreement with the other replicas: a node that (re)joins a list compares with all its live
 * members before it is synced there (SLOT.md, rules 6 and 14); what a replica missed is handed over as soon as it can be
 * reached, or found by comparing where that is too much; the serving primary compares in the background; who has left a list pushes before it drops (rule 15).
 */
public final class Resync implements Comparisons.Guide, HintedHandoff.Repair {
    private final ShardContext context;
    private final SyncBook book;
    private final Comparisons comparisons;
    private final HintedHandoff hints;
    private final Departures departures;
    private final Timers.Lane rounds;
    private final Agreements agreements;
    /** Slots with marks whose grace is over, and that some live replica may not know yet. */
    private final BitSet overdueMarks = new BitSet();

    private Runnable whenSynced = () -> {};
    private boolean restored;
    /** Slots of our current lists in which we are not synced. */
    private final BitSet unsynced = new BitSet();

    public Resync(ShardContext context) {
        this.context = context;
        this.book = new SyncBook(context.self(), context.settings().slotCount());
        this.comparisons = new Comparisons(context, this);
        this.hints = new HintedHandoff(context, this);
        this.departures = new Departures(context);
        this.agreements = new Agreements(
                context.settings().slotCount(), context.settings().shards());
        this.rounds = context.timers().lane(context.settings().compareMillis());
        rounds.add(0, this::round);
    }

    /** Whether this node may answer for the slot. */
    public boolean isSynced(int slot) {
        return context.state() != null && book.isSynced(context.slot(slot), slot);
    }

    /** @param run whenever a slot has become synced by itself, and not because another state was adopted */
    public void whenSynced(Runnable run) {
        whenSynced = run;
    }

    /** A snapshot was restored, or (false) is to be forgotten. Before the first adoption. */
    public void restored(boolean is) {
        restored = is;
    }

    /** The context has adopted a newer state than {@code old} (null: none). */
    public void adopted(ClusterState old) {
        ClusterState state = context.state();
        boolean cameBack = old != null && cameBack(old, state);
        boolean startAnew = old == null || cameBack;
        boolean policiesChanged = old != null && !old.policies().equals(state.policies());
        boolean moreCopies = policiesChanged && keepsMoreCopies(old.policies(), state.policies());
        boolean lookAtAll = startAnew || policiesChanged;
        for (int slot = context.settings().shard();
                slot < state.slotCount();
                slot += context.settings().shards()) {
            SlotAssignment assignment = state.slot(slot);
            boolean listsChanged = old == null || old.slot(slot).epoch() != assignment.epoch();
            // Where only voters of strong keys are others, writes went to the very nodes that they go to now.
            boolean holdersChanged = old == null || !old.slot(slot).hasHoldersOf(assignment);
            if (!lookAtAll && !listsChanged && book.isSettled(slot) && !departures.contains(slot)) {
                // Who else is there makes no difference: most changes are about few slots.
                continue;
            }
            if (cameBack) {
                forgetWhatMayBeRemoved(slot, state);
            }
            if (assignment.holds(context.self())) {
                if (old == null && restored) {
                    book.remember(slot, assignment);
                }
                if (startAnew || (moreCopies && SyncBook.bestPosition(assignment, context.self()) > 0)) {
                    book.unsync(slot, state);
                } else if (holdersChanged && !book.isComplete(slot)) {
                    book.restart(slot, state);
                }
            }
            book.update(slot, state);
            for (String peer : book.awaited(slot)) {
                comparisons.want(peer, slot);
            }
            if (listsChanged || policiesChanged || departures.contains(slot)) {
                for (String peer : departures.update(slot, listsChanged)) {
                    comparisons.want(peer, slot);
                }
            }
            unsynced.set(slot, assignment.current().contains(context.self()) && !book.isSynced(assignment, slot));
        }
        hints.adopted(old);
        comparisons.pump();
    }

    /** A write that is kept here may have missed the replica: it gets it as soon as it can be reached. */
    public void missed(String nodeId, Key key, int slot) {
        hints.keep(nodeId, key, slot);
    }

    /** What is kept for replicas that missed it. */
    public HintedHandoff hints() {
        return hints;
    }

    @Override
    public boolean isHinted(String peer, int slot) {
        return hints.isUnderWay(peer, slot);
    }

    @Override
    public boolean isHolder(String target, Key key) {
        Policy policy = context.policyOf(key);
        int position = SyncBook.bestPosition(context.slot(context.slotOf(key)), target);
        return !policy.isStrong() && position < policy.replicas();
    }

    @Override
    public void compare(String target, int slot) {
        comparisons.want(target, slot);
        comparisons.pump();
    }

    @Override
    public void drained(String target) {
        comparisons.pump();
    }

    public void reachable(String nodeId, boolean reachable) {
        if (!reachable) {
            comparisons.unreachable(nodeId);
        }
        hints.reachable(nodeId, reachable);
        if (context.state() != null) {
            comparisons.pump();
        }
    }

    /** How far the slots are repaired. */
    public ShardReport report(StrongSlots strong) {
        ClusterState state = context.state();
        if (state == null) {
            return new ShardReport(0, 0, List.of(), List.of(), List.of(), List.of());
        }
        List<Integer> slots = new ArrayList<>();
        List<Long> epochs = new ArrayList<>();
        for (int slot = context.settings().shard();
                slot < state.slotCount();
                slot += context.settings().shards()) {
            SlotAssignment assignment = state.slot(slot);
            if (assignment.isJoint() && book.isReadyForNext(assignment, slot)) {
                slots.add(slot);
                epochs.add(assignment.epoch());
            }
        }
        List<Integer> carried = strong.carriedSlots();
        List<Long> carriedEpochs =
                carried.stream().map(slot -> context.slot(slot).epoch()).toList();
        return new ShardReport(state.ringVersion(), unsynced.cardinality(), slots, epochs, carried, carriedEpochs);
    }

    @Override
    public Comparison.Item item(String peer, int slot) {
        SlotAssignment assignment = context.slot(slot);
        int peerPosition = SyncBook.bestPosition(assignment, peer);
        if (peerPosition == SyncBook.NOT_LISTED) {
            return null;
        }
        int ownPosition = SyncBook.bestPosition(assignment, context.self());
        boolean departing = departures.contains(slot);
        if (ownPosition == SyncBook.NOT_LISTED && !departing) {
            return null;
        }
        int shared = departing ? peerPosition : Math.max(ownPosition, peerPosition);
        int copies = Math.min(shared + 1, Limits.MAX_REPLICAS);
        return new Comparison.Item(peer, slot, assignment.epoch(), book.generation(slot), copies, context.now());
    }

    @Override
    public void agreed(Comparison.Item item) {
        int slot = item.slot();
        agreements.agreed(item.peer(), slot, item.begunMillis());
        SlotAssignment assignment = context.slot(slot);
        book.compared(item.peer(), slot, item.generation(), context.state());
        if (book.isSynced(assignment, slot) && unsynced.get(slot)) {
            unsynced.clear(slot);
            whenSynced.run();
        }
        departures.agreed(item.peer(), slot);
        if (book.awaited(slot).contains(item.peer())) {
            // begun before we had to start anew: once more
            comparisons.want(item.peer(), slot);
        }
    }

    /** A peer has asked, and has the same of the slot. */
    void foundEqual(String peer, int slot) {
        agreements.agreed(peer, slot, context.now());
    }

    /**
     * Whether a mark of the slot may be dropped whose grace was over at {@code dueMillis}: every live replica was agreed with
     * since, so that none has an older value left. If not, they are compared with in the next round. Nor while we are
     * JOINING: after a restart of many we are the first, and others are about to come back who are not waited for yet.
     */
    public boolean mayDropMarks(int slot, long dueMillis) {
        ClusterState state = context.state();
        if (state == null || isJoining(state)) {
            return false;
        }
        boolean all = true;
        for (String peer : liveOthers(slot, state)) {
            all &= agreements.withPeerMillis(peer, slot) >= dueMillis;
        }
        if (!all) {
            overdueMarks.set(slot);
        }
        return all;
    }

    private boolean isJoining(ClusterState state) {
        Member self = state.member(context.self());
        return self != null && self.state() == MemberState.JOINING;
    }

    /** The other nodes in the slot's lists that are not DOWN; none where we are in no list ourselves. */
    private List<String> liveOthers(int slot, ClusterState state) {
        SlotAssignment assignment = state.slot(slot);
        List<String> others = new ArrayList<>();
        if (!assignment.holds(context.self())) {
            return others;
        }
        for (Member member : state.members()) {
            if (!member.nodeId().equals(context.self())
                    && member.state().isLive()
                    && assignment.holds(member.nodeId())) {
                others.add(member.nodeId());
            }
        }
        return others;
    }

    /**
     * We were DOWN, and without agreement on the slot for as long as marks are kept: a value of ours that is older than that
     * may have been removed, and its mark is dropped everywhere. The others have it if it is still there, so we forget it and
     * get it back from them; younger values stay, because their marks would still be there.
     */
    private void forgetWhatMayBeRemoved(int slot, ClusterState state) {
        long graceMillis = context.settings().graceMillis();
        long marginMillis = Math.min(context.settings().maxClockSkewMillis(), graceMillis / 4);
        long untilMillis = context.now() - graceMillis + marginMillis;
        if (agreements.lastMillis(slot) > untilMillis) {
            return;
        }
        int repaired = firstRepairedOther(slot, state);
        List<Key> old = new ArrayList<>();
        context.store().forEach(slot, entry -> {
            boolean othersKeepIt = context.policyOf(entry.key()).replicas() > repaired;
            if (othersKeepIt && !entry.isGone() && entry.version().millis() <= untilMillis) {
                old.add(entry.key());
            }
        });
        old.forEach(key -> context.discard(key, Removal.LOST));
    }

    /** The position of the first other node of the list that lived on while we were DOWN. */
    private int firstRepairedOther(int slot, ClusterState state) {
        List<String> list = state.slot(slot).current();
        for (int position = 0; position < list.size(); position++) {
            MemberState is = state.stateOf(list.get(position));
            if (!list.get(position).equals(context.self()) && is.isLive() && is != MemberState.JOINING) {
                return position;
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Whether we are (again) JOINING: whatever was written meanwhile may have missed us. */
    private boolean cameBack(ClusterState old, ClusterState state) {
        Member now = state.member(context.self());
        Member before = old.member(context.self());
        return now != null
                && now.state() == MemberState.JOINING
                && (before == null || before.stateSince() != now.stateSince());
    }

    private static boolean keepsMoreCopies(PolicyTable before, PolicyTable after) {
        int least = before.all().stream().mapToInt(Policy::replicas).min().orElseThrow();
        return after.all().stream()
                        .anyMatch(policy -> policy.replicas()
                                > before.named(policy.prefix())
                                        .map(Policy::replicas)
                                        .orElse(least))
                || before.all().stream()
                        .anyMatch(policy -> after.named(policy.prefix()).isEmpty());
    }

    /** The serving primary of a slot compares it with the other replicas now and then. */
    private void round() {
        rounds.add(context.steadyNow(), this::round);
        ClusterState state = context.state();
        if (state == null || !comparisons.isIdle()) {
            return;
        }
        for (int slot = overdueMarks.nextSetBit(0); slot >= 0; slot = overdueMarks.nextSetBit(slot + 1)) {
            for (String peer : liveOthers(slot, state)) {
                comparisons.want(peer, slot);
            }
        }
        overdueMarks.clear();
        for (int slot = context.settings().shard();
                slot < state.slotCount();
                slot += context.settings().shards()) {
            if (!isSynced(slot) || !context.self().equals(state.servingPrimary(slot))) {
                continue;
            }
            for (String peer : state.slot(slot).current()) {
                if (!peer.equals(context.self()) && state.stateOf(peer).isLive()) {
                    comparisons.want(peer, slot);
                }
            }
        }
        comparisons.pump();
    }
}
