package dev.meguri.core.strong;

import dev.meguri.core.limits.Requirements;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.LongTable;
import dev.meguri.core.shard.Timers;
import dev.meguri.core.strong.StrongRules.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries out reads and changes of strong keys (STRONG.md, rules 5 to 11 and 13): per-key CASPaxos. Asks of one key wait in
 * line for the round that is under way and are then folded into one change, so that one ballot is in flight per key; a read
 * of a key that nobody changes asks all voters at once. Deterministic; owned by its shard's thread.
 */
public final class Proposer {
    /** How often peers' clocks are compared with ours. */
    private static final long PROBE_MILLIS = 1_000;

    /** Where a confirmed next ballot leads from (rule 8). */
    record Next(Ballot ballot, Ballot accepted, StrongValue value, long epoch) {}

    final StrongSettings settings;
    final StrongRules rules;
    final StrongPorts ports;
    final StrongMemory memory;
    /** By slot; grows. Looked up for every message. */
    private SlotBook[] books = new SlotBook[0];

    private final Map<Key, KeyLine> lines = new LinkedHashMap<>();
    private final LongTable<Asker> askers = new LongTable<>();
    private final Map<Key, Next> nexts;
    private final Timers.Lane deadlines;
    private final Timers.Lane resends;
    private final Timers.Lane[] backOffs = new Timers.Lane[4];
    private long incarnation;
    private long nextRequestId;
    /** The request whose answers show the peers' clocks, and when it was made. */
    private long probeId;

    private long probedMillis = Long.MIN_VALUE / 2;
    private int pending;

    public Proposer(StrongSettings settings, StrongRules rules, StrongPorts ports, StrongMemory memory, Timers timers) {
        this.settings = settings;
        this.rules = rules;
        this.ports = ports;
        this.memory = memory;
        this.nextRequestId = settings.firstRequestId();
        this.deadlines = timers.lane(settings.timeoutMillis());
        this.resends = timers.lane(settings.resendMillis());
        for (int i = 0; i < backOffs.length; i++) {
            backOffs[i] = timers.lane(settings.backOffMillis() << i);
        }
        this.nexts = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Next> eldest) {
                return size() > settings.maxNexts();
            }
        };
    }

    /** As issued by the manager; before the first ask. Ballots of different incarnations never meet. */
    public void incarnation(long issued) {
        if (issued != incarnation) {
            incarnation = issued;
            nexts.clear();
        }
    }

    /** A slot's lists. {@link #adopted} is called once all that changed are told. Older epochs are ignored. */
    public void adopt(int slot, VoterLists lists) {
        SlotBook book = book(slot);
        if (book.lists == null || lists.epoch() > book.lists.epoch()) {
            book.lists = lists;
        }
    }

    /** The slot's newest lists; null: none were told. */
    public VoterLists lists(int slot) {
        SlotBook book = known(slot);
        return book == null ? null : book.lists;
    }

    /** Rounds that were under way in an older epoch begin again in the new one. */
    public void adopted() {
        for (Asker asker : askers.values()) {
            asker.adopted();
        }
        for (KeyLine line : new ArrayList<>(lines.values())) {
            if (line.round != null) {
                line.round.adopted();
            }
        }
    }

    /** The slot's ballots stay above this one: its counter was stored by a clean stop, or a voter here knows of it. */
    public void observe(int slot, long counter) {
        SlotBook book = book(slot);
        book.counter = Math.max(book.counter, counter);
    }

    /** What a clean stop stores. */
    public long counter(int slot) {
        SlotBook book = known(slot);
        return book == null ? 0 : book.counter;
    }

    /** @param listener is told the outcome once, within the timeout */
    public void submit(Key key, int slot, StrongAsk ask, StrongListener listener) {
        submit(key, slot, ask, false, listener);
    }

    /** @param full a read that is to run a full round */
    void submit(Key key, int slot, StrongAsk ask, boolean full, StrongListener listener) {
        Requirements.require(book(slot).lists != null, "the slot's lists are known");
        pending++;
        Pending one = new Pending(this, key, ask, (outcome, answered, voters) -> {
            pending--;
            listener.done(outcome, answered, voters);
        });
        deadlines.add(ports.nowMillis(), one);
        if (one.isRead() && !full && !lines.containsKey(key)) {
            new FastRead(this, book(slot), one).start();
        } else {
            enqueue(one, book(slot));
        }
    }

    public void onAnswer(String nodeId, StrongMessage.Answer answer) {
        Asker asker = askers.get(answer.requestId());
        if (asker != null) {
            asker.onAnswer(nodeId, answer);
        }
    }

    /** When the question was asked, in the time of timers, if its answers are to show the peers' clocks; else -1. */
    public long probedMillis(StrongMessage.Answer answer) {
        return answer.requestId() == probeId ? probedMillis : -1;
    }

    /** Asks that have no outcome yet. */
    public int pending() {
        return pending;
    }

    /** Forgets what this run promised itself: rule 8 after a restart. */
    public void dropNexts() {
        nexts.clear();
    }

    // ---- for rounds ----------------------------------------------------------------------------------------------

    void enqueue(Pending one, SlotBook book) {
        KeyLine line = lines.get(one.key);
        if (line == null) {
            line = new KeyLine(one.key, book);
            lines.put(one.key, line);
        }
        line.waiting.addLast(one);
        if (line.round == null) {
            advance(line);
        }
    }

    /** The line's round is over: the next one, if anybody waits. */
    void advance(KeyLine line) {
        line.round = null;
        List<Pending> batch = new ArrayList<>(line.waiting.size());
        while (!line.waiting.isEmpty() && batch.size() < StrongSettings.MAX_FOLDED) {
            Pending first = line.waiting.peekFirst();
            if (!first.isDone()) {
                if (!batch.isEmpty() && !(first.ask.folds() && batch.get(0).ask.folds())) {
                    break;
                }
                batch.add(first);
            }
            line.waiting.removeFirst();
        }
        if (batch.isEmpty()) {
            lines.remove(line.key);
            return;
        }
        line.round = new Round(this, line, batch);
        line.round.start();
    }

    void expire(Pending one) {
        StrongOutcome outcome = one.work == null ? null : one.work.expired(one);
        if (!one.isDone()) {
            SlotBook book = lines.containsKey(one.key) ? lines.get(one.key).book : null;
            int needed = book == null ? 0 : book.lists.needed();
            one.finish(outcome == null ? new StrongOutcome.Unreached(0, needed) : outcome, 0, needed);
        }
    }

    long open(Asker asker) {
        long id = nextRequestId++;
        askers.put(id, asker);
        if (ports.nowMillis() - probedMillis >= PROBE_MILLIS) {
            probeId = id;
            probedMillis = ports.nowMillis();
        }
        return id;
    }

    void close(long requestId) {
        askers.remove(requestId);
    }

    Ballot nextBallot(SlotBook book) {
        return new Ballot(++book.counter, settings.nodeId(), incarnation);
    }

    long incarnation() {
        return incarnation;
    }

    /** Null: the slot was never spoken of. */
    private SlotBook known(int slot) {
        return slot < books.length ? books[slot] : null;
    }

    SlotBook book(int slot) {
        if (slot >= books.length) {
            books = Arrays.copyOf(books, Math.max(slot + 1, 2 * books.length));
        }
        if (books[slot] == null) {
            books[slot] = new SlotBook(slot);
        }
        return books[slot];
    }

    /** Rule 8: used once. Null: prepare. */
    Next takeNext(Key key, long epoch) {
        Next next = nexts.remove(key);
        return next != null && (next.epoch() == epoch || !rules.keeps(Rule.NEXT_ENDS_WITH_EPOCH)) ? next : null;
    }

    void putNext(Key key, Next next) {
        nexts.put(key, next);
    }

    void resendLater(Timers.Task task) {
        resends.add(ports.nowMillis(), task);
    }

    void backOff(Timers.Task task) {
        backOffs[ports.random(backOffs.length)].add(ports.nowMillis(), task);
    }

    void send(VoterLists lists, StrongMessage message) {
        String[] nodes = lists.nodes();
        for (int i = 0; i < nodes.length; i++) {
            ports.send(nodes[i], message);
        }
    }

    /** Only to nodes one of whose incarnations is not in the mask. */
    void sendToOthers(VoterLists lists, int mask, StrongMessage message) {
        String[] nodes = lists.nodes();
        for (int i = 0; i < nodes.length; i++) {
            if ((lists.bits(nodes[i]) & mask) == 0) {
                ports.send(nodes[i], message);
            }
        }
    }
}
