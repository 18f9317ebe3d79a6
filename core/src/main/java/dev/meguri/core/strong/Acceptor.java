package dev.meguri.core.strong;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.strong.StrongMessage.Item;
import dev.meguri.core.strong.StrongMessage.Request;
import dev.meguri.core.strong.StrongRules.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The votes of one node on one slot (STRONG.md, rules 1 to 4, 12 and 22). A deterministic state machine, owned by its shard's
 * thread: request in, answer out. {@code max(P, A, F, S)} of a key never falls while the incarnation lives.
 *
 * <p>A published shortcut, to forget the promise after an accept, is not taken: with P compared alone it is unsafe.
 */
public final class Acceptor {
    /** Before the first epoch is adopted. */
    public static final long NO_EPOCH = -1;

    private final int slot;
    private final String nodeId;
    private final long incarnation;
    private final StrongRules rules;
    private final StrongMemory memory;
    private final Map<Key, Register> registers = new HashMap<>();
    /** E; never falls. */
    private long epoch = NO_EPOCH;
    /** F: nothing is accepted at or below it. */
    private Ballot floor = Ballot.ZERO;
    /** S: binds every key, held or not. */
    private Ballot slotPromise = Ballot.ZERO;

    private boolean voter;
    private boolean closed;

    public Acceptor(int slot, String nodeId, long incarnation, StrongRules rules, StrongMemory memory) {
        this.slot = slot;
        this.nodeId = nodeId;
        this.incarnation = incarnation;
        this.rules = rules;
        this.memory = memory;
    }

    /** A voter that was cleanly stopped goes on (rule 22). Its marker must have been consumed. */
    public static Acceptor restore(
            AcceptorImage image, String nodeId, long incarnation, StrongRules rules, StrongMemory memory) {
        Acceptor acceptor = new Acceptor(image.slot(), nodeId, incarnation, rules, memory);
        acceptor.epoch = image.epoch();
        acceptor.floor = image.floor();
        acceptor.slotPromise = image.slotPromise();
        for (AcceptorImage.RegisterImage stored : image.registers()) {
            Register register = new Register();
            register.promise = stored.promise();
            register.accepted = stored.accepted();
            register.value = stored.value();
            acceptor.registers.put(stored.key(), register);
            memory.changed(
                    stored.key(),
                    StrongMemory.bytesOf(stored.key(), stored.value()),
                    StrongValue.count(stored.value()));
        }
        return acceptor;
    }

    /** Ends voting, and returns all that there is to store. */
    public AcceptorImage close(long counter) {
        closed = rules.keeps(Rule.NO_VOTE_AFTER_IMAGE);
        List<AcceptorImage.RegisterImage> images = new ArrayList<>(registers.size());
        for (Map.Entry<Key, Register> entry : new TreeMap<>(registers).entrySet()) {
            Register register = entry.getValue();
            if (!register.isBare() || rules.keeps(Rule.IMAGE_HAS_BARE_PROMISES)) {
                images.add(new AcceptorImage.RegisterImage(
                        entry.getKey(), register.promise, register.accepted, register.value));
            }
        }
        Ballot promise = rules.keeps(Rule.IMAGE_HAS_SLOT_PROMISE) ? slotPromise : Ballot.ZERO;
        return new AcceptorImage(slot, epoch, floor, promise, counter, images);
    }

    /** This incarnation is over: what it held is given back. */
    public void release() {
        closed = true;
        clear(false);
    }

    /** Rule 1: follows the slot to a newer epoch. Older ones are ignored. */
    public void adopt(VoterLists lists) {
        if (lists.epoch() <= epoch) {
            voter = lists.epoch() == epoch ? lists.find(nodeId, incarnation) != null : voter;
            return;
        }
        Voter self = lists.find(nodeId, incarnation);
        if (self == null || self.since() > epoch && rules.keeps(Rule.READDED_STARTS_EMPTY)) {
            clear(self == null);
        }
        epoch = lists.epoch();
        voter = self != null;
    }

    /** The answer; null: no vote, or none is due. A request of a newer epoch must wait until that was adopted. */
    public StrongMessage receive(Request request) {
        if (closed) {
            return null;
        }
        if (request.epoch() < epoch) {
            return new StrongMessage.Stale(request.requestId(), slot, incarnation, epoch);
        }
        require(request.epoch() == epoch, "the epoch is adopted before its messages are handled");
        if (!voter) {
            return null;
        }
        return switch (request) {
            case StrongMessage.Read read -> reported(read.requestId(), registers.get(read.key()));
            case StrongMessage.Prepare prepare -> prepare(prepare);
            case StrongMessage.Accept accept -> accept(accept);
            case StrongMessage.SlotPrepare prepare -> null;
            case StrongMessage.RaiseFloor raise -> raiseFloor(raise);
            case StrongMessage.Forget forget -> forget(forget);
        };
    }

    /** Rule 4. The answer comes in parts of bounded size; one {@link StrongMessage.Refused} or Stale where it is refused. */
    public List<StrongMessage> receive(StrongMessage.SlotPrepare request, int maxPartBytes) {
        if (closed) {
            return List.of();
        }
        if (request.epoch() < epoch) {
            return List.of(new StrongMessage.Stale(request.requestId(), slot, incarnation, epoch));
        }
        require(request.epoch() == epoch, "the epoch is adopted before its messages are handled");
        if (!voter) {
            return List.of();
        }
        Ballot limit = slotLimit();
        if (!request.ballot().isOver(limit)) {
            return List.of(new StrongMessage.Refused(request.requestId(), slot, incarnation, limit));
        }
        if (rules.keeps(Rule.SLOT_PREPARE_PROMISES)
                && rules.keeps(Rule.MIGRATION_USES_SLOT_PROMISE)
                && rules.keeps(Rule.MIGRATION_USES_OWN_BALLOT)) {
            slotPromise = request.ballot();
        }
        return parts(request.requestId(), maxPartBytes);
    }

    public long epoch() {
        return epoch;
    }

    public int slot() {
        return slot;
    }

    public long incarnation() {
        return incarnation;
    }

    public Ballot floor() {
        return floor;
    }

    public Ballot slotPromise() {
        return slotPromise;
    }

    /** {@code max(P, A, F, S)} of the key. */
    public Ballot limit(Key key) {
        return limit(registers.get(key));
    }

    /** Whether this node's vote counts in the adopted epoch. */
    public boolean isVoter() {
        return voter;
    }

    /** Registers, bare promises included. */
    public int size() {
        return registers.size();
    }

    /** What this voter alone holds: not an answer for clients. Null: nothing accepted. */
    public StrongValue peek(Key key) {
        Register register = registers.get(key);
        return register == null ? null : register.value;
    }

    /** A; {@link Ballot#ZERO}: nothing accepted. */
    public Ballot accepted(Key key) {
        Register register = registers.get(key);
        return register == null ? Ballot.ZERO : register.accepted;
    }

    /** Every register, bare promises included, in no particular order. */
    public void forEachHeld(BiConsumer<Key, StrongValue> each) {
        registers.forEach((key, register) -> each.accept(key, register.value));
    }

    /** Every register with something accepted, in no particular order. */
    public void forEach(Consumer<Item> each) {
        for (Map.Entry<Key, Register> entry : registers.entrySet()) {
            Register register = entry.getValue();
            if (!register.isBare()) {
                each.accept(new Item(entry.getKey(), register.accepted, register.value));
            }
        }
    }

    /** Bare promises become part of the slot promise, so that keys that never came to be cost nothing. */
    public void foldBarePromises() {
        Collection<Key> bare = new ArrayList<>();
        for (Map.Entry<Key, Register> entry : registers.entrySet()) {
            if (entry.getValue().isBare()) {
                bare.add(entry.getKey());
            }
        }
        for (Key key : bare) {
            if (rules.keeps(Rule.DROPPED_PROMISE_RAISES_SLOT_PROMISE)) {
                slotPromise = Ballot.max(slotPromise, registers.get(key).promise);
            }
            remove(key);
        }
    }

    // ---- the rules -----------------------------------------------------------------------------------------------

    private void clear(boolean moved) {
        for (Key key : new ArrayList<>(registers.keySet())) {
            StrongValue value = registers.get(key).value;
            if (StrongValue.count(value) > 0) {
                memory.removed(key, value, null, moved);
            }
            remove(key);
            memory.accepted(key, value, null);
        }
        floor = Ballot.ZERO;
        slotPromise = Ballot.ZERO;
    }

    private void remove(Key key) {
        Register register = registers.remove(key);
        memory.changed(key, -StrongMemory.bytesOf(key, register.value), -StrongValue.count(register.value));
    }

    private StrongMessage reported(long requestId, Register register) {
        return register == null
                ? new StrongMessage.Reported(requestId, slot, incarnation, Ballot.ZERO, null, floor)
                : new StrongMessage.Reported(requestId, slot, incarnation, register.accepted, register.value, floor);
    }

    private StrongMessage prepare(StrongMessage.Prepare request) {
        Register register = registers.get(request.key());
        Ballot limit = promise(register);
        if (!request.ballot().isOver(limit)) {
            return refused(request.requestId(), Ballot.max(limit, limit(register)));
        }
        if (register == null) {
            if (!memory.hasRoom(request.key(), StrongMemory.bytesOf(request.key(), null))) {
                // As a bare promise that was dropped at once: the slot's promise has room for any key.
                slotPromise = request.ballot();
                return reported(request.requestId(), null);
            }
            register = new Register();
            registers.put(request.key(), register);
            memory.changed(request.key(), StrongMemory.bytesOf(request.key(), null), 0);
        }
        register.promise = request.ballot();
        return reported(request.requestId(), register);
    }

    private StrongMessage accept(StrongMessage.Accept request) {
        Key key = request.key();
        Ballot ballot = request.ballot();
        Ballot next = request.next();
        Register register = registers.get(key);
        if (register != null && ballot.equals(register.accepted)) {
            if (!rules.keeps(Rule.DUPLICATE_RAISES_PROMISE)) {
                return new StrongMessage.Accepted(request.requestId(), slot, incarnation, true);
            }
            if (next != null && next.isOver(register.promise)) {
                register.promise = next;
            }
            return accepted(request, register);
        }
        if (isRefused(ballot, register)) {
            return refused(request.requestId(), limit(register));
        }
        long growth = StrongMemory.bytesOf(key, request.value())
                - (register == null ? 0 : StrongMemory.bytesOf(key, register.value));
        // Migrations, write-backs and identity rounds, which want no next ballot, copy what was accepted elsewhere:
        // that is
        // taken all the same, or a slot could never leave JOINT.
        boolean isChange = next != null && !request.value().isTombstone();
        if (isChange && growth > 0 && !memory.hasRoom(key, growth)) {
            return new StrongMessage.NoRoom(request.requestId(), slot, incarnation);
        }
        if (register == null) {
            register = new Register();
            registers.put(key, register);
        }
        int values = StrongValue.count(request.value()) - StrongValue.count(register.value);
        if (StrongValue.count(register.value) > 0 && !StrongValue.same(register.value, request.value())) {
            memory.removed(key, register.value, request.value(), false);
        }
        StrongValue before = register.value;
        register.accepted = ballot;
        register.value = request.value();
        memory.changed(key, growth, values);
        if (!StrongValue.same(before, register.value)) {
            memory.accepted(key, before, register.value);
        }
        if (!rules.keeps(Rule.PROMISE_AFTER_ACCEPT)) {
            register.promise = next == null ? Ballot.ZERO : next;
        } else {
            register.promise = Ballot.max(register.promise, ballot);
            if (next != null && next.isOver(register.promise)) {
                register.promise = next;
            }
        }
        return accepted(request, register);
    }

    private boolean isRefused(Ballot ballot, Register register) {
        if (!ballot.isOver(floor)) {
            return true;
        }
        Ballot promise = register == null ? Ballot.ZERO : register.promise;
        Ballot accepted = register == null ? Ballot.ZERO : register.accepted;
        boolean belowAccepted = accepted.isOver(ballot) && rules.keeps(Rule.PROMISE_AFTER_ACCEPT);
        if (!rules.keeps(Rule.ACCEPT_CHECKS_PROMISE)) {
            return belowAccepted;
        }
        boolean slotBinds = rules.keeps(Rule.ACCEPT_CHECKS_SLOT_PROMISE)
                && (register != null || rules.keeps(Rule.SLOT_PROMISE_BINDS_UNKNOWN_KEYS));
        return belowAccepted || promise.isOver(ballot) || slotBinds && slotPromise.isOver(ballot);
    }

    private StrongMessage raiseFloor(StrongMessage.RaiseFloor request) {
        if (request.floor().isOver(floor) && rules.keeps(Rule.FLOOR_BEFORE_FORGET)) {
            floor = request.floor();
        }
        return new StrongMessage.FloorRaised(request.requestId(), slot, incarnation);
    }

    private StrongMessage forget(StrongMessage.Forget request) {
        Register register = registers.get(request.key());
        if (register == null || !register.accepted.equals(request.ballot()) || !register.value.isTombstone()) {
            return null;
        }
        boolean free = !register.promise.isOver(floor)
                || !rules.keeps(Rule.FORGET_CHECKS_PROMISE)
                || !rules.keeps(Rule.FLOOR_BEFORE_FORGET);
        if (free) {
            remove(request.key());
        }
        return null;
    }

    private Ballot slotLimit() {
        Ballot limit = Ballot.max(floor, slotPromise);
        for (Register register : registers.values()) {
            if (!register.isBare() || rules.keeps(Rule.SLOT_PREPARE_SEES_BARE_PROMISES)) {
                limit = Ballot.max(limit, Ballot.max(register.promise, register.accepted));
            }
        }
        return limit;
    }

    private List<StrongMessage> parts(long requestId, int maxPartBytes) {
        List<Item> items = new ArrayList<>(registers.size());
        forEach(items::add);
        List<List<Item>> parts = SlotReports.cut(items, maxPartBytes);
        List<StrongMessage> answers = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            answers.add(new StrongMessage.SlotReported(requestId, slot, incarnation, i, parts.size(), parts.get(i)));
        }
        return answers;
    }

    /** What a prepare is compared with. */
    private Ballot promise(Register register) {
        if (register == null) {
            return rules.keeps(Rule.SLOT_PROMISE_BINDS_UNKNOWN_KEYS) ? Ballot.max(floor, slotPromise) : floor;
        }
        return rules.keeps(Rule.PROMISE_AFTER_ACCEPT)
                ? limit(register)
                : Ballot.max(register.promise, Ballot.max(floor, slotPromise));
    }

    private Ballot limit(Register register) {
        Ballot limit = Ballot.max(floor, slotPromise);
        return register == null ? limit : Ballot.max(limit, Ballot.max(register.promise, register.accepted));
    }

    private StrongMessage refused(long requestId, Ballot limit) {
        return new StrongMessage.Refused(requestId, slot, incarnation, limit);
    }

    private StrongMessage accepted(StrongMessage.Accept request, Register register) {
        boolean held = request.next() != null && request.next().equals(limit(register));
        return new StrongMessage.Accepted(request.requestId(), slot, incarnation, held);
    }
}
