package dev.meguri.core.repair;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.message.ShardMessage.KeyVersion;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Requests;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.shard.Timers;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.MergeOutcome;
import dev.meguri.core.store.Removal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One slot brought into agreement with one peer, bucket by bucket: list the peer's versions, fetch what is newer there, push
 * what is newer here. One request at a time; each may be repeated.
 *
 * <pre>
 * LISTING -> FETCHING -> PUSHING -> LISTING (next bucket) ... -> over
 * </pre>
 */
final class SlotExchange implements Requests.Asker {
    private static final int MAX_TRIES = 10;
    private static final byte[] NOTHING = new byte[0];

    private final ShardContext context;
    private final Timers.Lane resends;
    private final Comparison.Item item;
    private final Runnable whenOver;
    private final int bits;
    private final long[] digests;
    private int bucket = -1;
    private List<Key> toFetch = new ArrayList<>();
    private List<Entry> toPush = new ArrayList<>();
    private int pushing;
    private long requestId;
    private ShardMessage request;
    private int tries;
    /** Whether one of us refused something of the other's, as its clock is too far ahead (SLOT.md, rule 9). */
    private boolean refused;

    private boolean over;
    private boolean agreed;

    SlotExchange(ShardContext context, Timers.Lane resends, Comparison.Item item, int peerSize, Runnable whenOver) {
        this.context = context;
        this.resends = resends;
        this.item = item;
        this.whenOver = whenOver;
        this.bits = Buckets.bitsFor(Math.max(context.store().size(item.slot()), peerSize));
        this.digests = Buckets.digests(context, item.slot(), item.copies(), bits);
    }

    void start() {
        nextBucket();
    }

    Comparison.Item item() {
        return item;
    }

    /** Whether the exchange went to its end, and both have the same now. */
    boolean isAgreed() {
        return agreed;
    }

    void abort() {
        if (!over) {
            end(false);
        }
    }

    @Override
    public void onAnswer(String nodeId, ShardMessage answer) {
        if (over || !nodeId.equals(item.peer())) {
            return;
        }
        switch (answer) {
            case ShardMessage.VersionList list when request instanceof ShardMessage.ListVersions -> listed(list);
            case ShardMessage.Entries entries when request instanceof ShardMessage.FetchEntries -> fetched(entries);
            case ShardMessage.Ack ack when request instanceof ShardMessage.PushEntries -> pushed();
            case ShardMessage.Nack nack
            when nack.reason() == NackReason.CLOCK_SKEW && request instanceof ShardMessage.PushEntries -> {
                refused = true;
                pushed();
            }
            case ShardMessage.Nack nack -> {
                if (nack.reason() == NackReason.STALE_EPOCH) {
                    context.fetchState(nodeId);
                }
                end(false);
            }
            default -> {
                // the answer to a request that was answered before
            }
        }
    }

    private void nextBucket() {
        bucket++;
        if (bucket >= digests.length) {
            end(!refused);
            return;
        }
        ask(id -> new ShardMessage.ListVersions(
                id, item.slot(), item.epoch(), item.copies(), bits, bucket, digests[bucket]));
    }

    private void listed(ShardMessage.VersionList list) {
        if (list.equal()) {
            nextBucket();
            return;
        }
        for (KeyVersion their : list.versions()) {
            if (!context.canMerge(their.key())) {
                end(false);
                return;
            }
        }
        Map<Key, Entry> mine = new HashMap<>();
        List<Entry> here = Buckets.entries(context, item.slot(), item.copies(), bits, bucket);
        for (Entry entry : here) {
            mine.put(entry.key(), entry);
        }
        Map<Key, KeyVersion> theirs = new HashMap<>();
        for (KeyVersion their : list.versions()) {
            theirs.put(their.key(), their);
            Entry known = context.store().peek(their.key());
            boolean kept = isOurs(their.key());
            boolean pointless = known == null && their.gone() == Removal.DELETED && isPastGrace(asEntry(their));
            if (kept && !pointless && (known == null || isMore(their, known) || isToBeMerged(their, known))) {
                toFetch.add(their.key());
            }
        }
        for (Entry entry : here) {
            KeyVersion their = theirs.get(entry.key());
            if (their == null ? !isPastGrace(entry) : isLess(their, entry) || isToBeMerged(their, entry)) {
                toPush.add(entry);
            }
        }
        fetchNext();
    }

    private void fetchNext() {
        if (toFetch.isEmpty()) {
            pushNext();
            return;
        }
        List<Key> keys = List.copyOf(toFetch.subList(0, Math.min(toFetch.size(), Limits.MAX_VERSIONS_PER_MESSAGE)));
        ask(id -> new ShardMessage.FetchEntries(id, item.slot(), item.epoch(), keys));
    }

    private void fetched(ShardMessage.Entries entries) {
        if (entries.asked() < 1 || entries.asked() > toFetch.size()) {
            end(false);
            return;
        }
        for (Entry entry : entries.entries()) {
            if (!isOurs(entry.key())) {
                // asked for under another epoch or policy: kept now, it would never be dropped
                continue;
            }
            if (context.clock().observe(entry.version().time(), context.now())) {
                take(entry);
            } else {
                refused = true;
            }
        }
        toFetch = new ArrayList<>(toFetch.subList(entries.asked(), toFetch.size()));
        fetchNext();
    }

    /**
     * Where it takes away a value, an eviction is told on at once: where memory is full, the mark may be gone again before the
     * next peer is compared.
     */
    private void take(Entry entry) {
        Entry before = context.store().peek(entry.key());
        boolean applied = context.store().merge(entry, context.now()) == MergeOutcome.APPLIED;
        if (applied && entry.gone() == Removal.EVICTED && before != null && !before.isGone()) {
            EvictedMarks.tell(context, entry);
        }
    }

    private void pushNext() {
        if (toPush.isEmpty()) {
            nextBucket();
            return;
        }
        List<Entry> entries = new ArrayList<>();
        long bytes = 0;
        for (Entry listed : toPush) {
            Entry entry = newest(listed);
            bytes += entry.messageBytes();
            if (!entries.isEmpty() && bytes > Limits.MAX_ENTRY_BYTES_PER_MESSAGE) {
                break;
            }
            entries.add(entry);
        }
        pushing = entries.size();
        ask(id -> new ShardMessage.PushEntries(id, item.slot(), item.epoch(), entries));
    }

    private void pushed() {
        toPush = new ArrayList<>(toPush.subList(pushing, toPush.size()));
        pushNext();
    }

    private interface Question {
        ShardMessage with(long requestId);
    }

    private void ask(Question question) {
        context.requests().close(requestId);
        requestId = context.requests().open(this);
        request = question.with(requestId);
        tries = 0;
        context.send(item.peer(), request);
        resendLater(requestId);
    }

    private void resendLater(long id) {
        resends.add(context.steadyNow(), new Timers.Task() {
            @Override
            public boolean isOver() {
                return over || requestId != id;
            }

            @Override
            public void run() {
                if (++tries > MAX_TRIES || !context.isReachable(item.peer())) {
                    end(false);
                    return;
                }
                context.send(item.peer(), request);
                resendLater(id);
            }
        });
    }

    private void end(boolean toItsEnd) {
        over = true;
        agreed = toItsEnd;
        context.requests().close(requestId);
        whenOver.run();
    }

    /** Whether we are to hold the key, by the lists and policies of now: answers pass under any epoch. */
    private boolean isOurs(Key key) {
        int position = SyncBook.bestPosition(context.slot(item.slot()), context.self());
        return context.policyOf(key).replicas() > position;
    }

    private boolean isPastGrace(Entry entry) {
        return Buckets.isPastGrace(context, entry);
    }

    /** What was fetched may have been merged with it since. */
    private Entry newest(Entry listed) {
        Entry now = listed.lineage().isNone() ? null : context.store().peek(listed.key());
        return now == null ? listed : now;
    }

    /** Whether neither is known to include the other: each gets the other's, and makes the same of the two. */
    private static boolean isToBeMerged(KeyVersion their, Entry mine) {
        return their.lineage() != mine.lineage().hash64();
    }

    private static boolean isMore(KeyVersion their, Entry mine) {
        return their.lineage() == mine.lineage().hash64() && asEntry(their).supersedes(mine);
    }

    private static boolean isLess(KeyVersion their, Entry mine) {
        return their.lineage() == mine.lineage().hash64() && mine.supersedes(asEntry(their));
    }

    /** An entry without its value, to compare with. */
    private static Entry asEntry(KeyVersion version) {
        return new Entry(version.key(), version.version(), NOTHING, "", 0, version.gone());
    }
}
