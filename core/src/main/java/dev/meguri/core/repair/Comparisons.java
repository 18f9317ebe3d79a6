package dev.meguri.core.repair;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.message.ShardMessage.Verdict;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.shard.Timers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which slots are to be compared with which peers, and the comparisons under way: one message of many slots per peer, and
 * for slots that differ a {@link SlotExchange}. A slot is compared with one peer at a time, so that nothing is fetched
 * twice.
 */
final class Comparisons {
    private static final long BACK_OFF_MILLIS = 100;
    /** Of the time that an answer is waited for, where the ones before did not come. */
    private static final int MAX_DOUBLINGS = 3;

    /** How a slot's comparison with a peer is to be done, and who wants to know of its end. */
    interface Guide {
        /** The comparison to make; null: there is nothing to compare any more. */
        Comparison.Item item(String peer, int slot);

        /** Whether the comparison is to wait, because the peer is being told of what it missed. */
        boolean isHinted(String peer, int slot);

        /** The slot and the peer agree on what was compared. */
        void agreed(Comparison.Item item);
    }

    private final ShardContext context;
    private final Guide guide;
    private final Timers.Lane resends;
    private final Timers.Lane backOffs;
    /** Per peer: the slots to compare. */
    private final Map<String, BitSet> wanted = new TreeMap<>();

    private final Map<String, Comparison> asked = new TreeMap<>();
    /** Peers that were behind, or did not answer: left alone for a moment. */
    private final Map<String, Boolean> resting = new TreeMap<>();
    /**
     * How many comparisons in a row a peer did not answer in time. It may be slow (one of both has just started) and not silent:
     * who asks anew each time too early throws every answer away.
     */
    private final Map<String, Integer> missed = new TreeMap<>();
    /** Slots that are being compared with some peer. */
    private final BitSet busy = new BitSet();

    private final ArrayDeque<SlotExchange> waiting = new ArrayDeque<>();
    private final Set<SlotExchange> running = new LinkedHashSet<>();

    Comparisons(ShardContext context, Guide guide) {
        this.context = context;
        this.guide = guide;
        this.resends = context.timers().lane(context.settings().resendMillis());
        this.backOffs = context.timers().lane(BACK_OFF_MILLIS);
    }

    /** The slot is to be compared with the peer, as soon as can be. */
    void want(String peer, int slot) {
        wanted.computeIfAbsent(peer, p -> new BitSet()).set(slot);
    }

    boolean isIdle() {
        return running.isEmpty() && waiting.isEmpty() && asked.isEmpty();
    }

    void unreachable(String peer) {
        missed.remove(peer);
        Comparison comparison = asked.remove(peer);
        if (comparison != null) {
            giveUp(comparison);
        }
        for (SlotExchange exchange : List.copyOf(running)) {
            if (exchange.item().peer().equals(peer)) {
                exchange.abort();
            }
        }
    }

    /** Asks every peer that can be asked. Called at the end of whatever may have changed something. */
    void pump() {
        for (Map.Entry<String, BitSet> lane : wanted.entrySet()) {
            String peer = lane.getKey();
            if (!lane.getValue().isEmpty()
                    && !asked.containsKey(peer)
                    && !resting.containsKey(peer)
                    && waiting.size() < Limits.MAX_SLOTS_PER_COMPARISON
                    && context.isReachable(peer)
                    && isLive(peer)) {
                ask(peer, lane.getValue());
            }
        }
        while (running.size() < Limits.MAX_SLOT_EXCHANGES && !waiting.isEmpty()) {
            SlotExchange next = waiting.removeFirst();
            running.add(next);
            next.start();
        }
    }

    private void ask(String peer, BitSet slots) {
        List<Comparison.Item> items = new ArrayList<>();
        for (int slot = slots.nextSetBit(0);
                slot >= 0 && items.size() < Limits.MAX_SLOTS_PER_COMPARISON;
                slot = slots.nextSetBit(slot + 1)) {
            if (busy.get(slot) || guide.isHinted(peer, slot)) {
                continue;
            }
            Comparison.Item item = guide.item(peer, slot);
            // Whoever wants it from here on wants another one: this one may not see what they know of.
            slots.clear(slot);
            if (item != null) {
                items.add(item);
                busy.set(slot);
            }
        }
        if (items.isEmpty()) {
            return;
        }
        long requestId = context.requests().open((from, answer) -> compared(peer, from, answer));
        Comparison comparison = new Comparison(requestId, items);
        asked.put(peer, comparison);
        context.send(peer, message(peer, requestId, items));
        int doublings = Math.min(missed.getOrDefault(peer, 0), MAX_DOUBLINGS);
        resends.add(context.steadyNow(), new Patience(peer, comparison, (1 << doublings) - 1));
    }

    /** Gives up an answer that does not come. */
    private final class Patience implements Timers.Task {
        private final String peer;
        private final Comparison comparison;
        private int pausesLeft;

        Patience(String peer, Comparison comparison, int pausesLeft) {
            this.peer = peer;
            this.comparison = comparison;
            this.pausesLeft = pausesLeft;
        }

        @Override
        public boolean isOver() {
            return asked.get(peer) != comparison;
        }

        @Override
        public void run() {
            if (pausesLeft-- > 0) {
                resends.add(context.steadyNow(), this);
                return;
            }
            missed.merge(peer, 1, Integer::sum);
            asked.remove(peer);
            giveUp(comparison);
            rest(peer);
        }
    }

    /** Not one that is DOWN: it has to know that before it compares, and asks itself then. */
    private boolean isLive(String peer) {
        return context.state() != null && context.state().stateOf(peer).isLive();
    }

    private ShardMessage.CompareSlots message(String peer, long requestId, List<Comparison.Item> items) {
        int[] slots = new int[items.size()];
        long[] epochs = new long[slots.length];
        int[] copies = new int[slots.length];
        long[] digests = new long[slots.length];
        for (int i = 0; i < slots.length; i++) {
            Comparison.Item item = items.get(i);
            slots[i] = item.slot();
            epochs[i] = item.epoch();
            copies[i] = item.copies();
            digests[i] = context.store().digest(item.slot(), item.copies());
        }
        return new ShardMessage.CompareSlots(
                requestId,
                context.state().ringVersion(),
                context.state().member(peer).stateSince(),
                slots,
                epochs,
                copies,
                digests);
    }

    private void compared(String peer, String from, ShardMessage answer) {
        Comparison comparison = asked.get(peer);
        if (comparison == null || !from.equals(peer) || !(answer instanceof ShardMessage.SlotsCompared compared)) {
            return;
        }
        boolean rest = false;
        for (int i = 0; i < compared.slots().length; i++) {
            Comparison.Item item = comparison.answered(compared.slots()[i]);
            if (item == null) {
                continue;
            }
            Verdict verdict = compared.verdicts()[i];
            switch (verdict) {
                case EQUAL -> over(item, true);
                case DIFFERENT -> exchange(item, compared.sizes()[i]);
                case BEHIND, HINTED -> over(item, false);
                case STALE -> {
                    over(item, false);
                    context.fetchState(peer);
                }
            }
            rest |= verdict != Verdict.EQUAL && verdict != Verdict.DIFFERENT;
        }
        if (comparison.isAnswered()) {
            missed.remove(peer);
            asked.remove(peer);
            context.requests().close(comparison.requestId());
        }
        if (rest) {
            rest(peer);
        }
        pump();
    }

    private void exchange(Comparison.Item item, int peerSize) {
        SlotExchange[] self = new SlotExchange[1];
        self[0] = new SlotExchange(context, resends, item, peerSize, () -> {
            running.remove(self[0]);
            over(item, self[0].isAgreed());
            if (!self[0].isAgreed()) {
                rest(item.peer());
            }
            pump();
        });
        waiting.addLast(self[0]);
    }

    private void giveUp(Comparison comparison) {
        context.requests().close(comparison.requestId());
        for (Comparison.Item item : comparison.unanswered()) {
            over(item, false);
        }
    }

    private void over(Comparison.Item item, boolean agreed) {
        busy.clear(item.slot());
        boolean current = context.slot(item.slot()).epoch() == item.epoch();
        if (agreed && current) {
            guide.agreed(item);
        } else {
            want(item.peer(), item.slot());
        }
    }

    private void rest(String peer) {
        if (resting.put(peer, true) == null) {
            backOffs.add(context.steadyNow(), () -> {
                resting.remove(peer);
                pump();
            });
        }
    }
}
