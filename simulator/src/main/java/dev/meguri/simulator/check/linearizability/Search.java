package dev.meguri.simulator.check.linearizability;

import dev.meguri.simulator.check.linearizability.Action.Change;
import dev.meguri.simulator.check.linearizability.Action.Condition;
import dev.meguri.simulator.check.linearizability.Action.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for an order of one key's operations that explains every answer: Wing and Gong's search ("Testing and Verifying
 * Concurrent Objects", 1993) with Lowe's memory of what was reached before ("Testing for linearizability", 2017).
 *
 * <p>Operations in doubt are tried last, where nothing else goes on, because most of them never were made: a history
 * without trouble is walked through once, whatever else hangs in doubt. One of them is only worth making where the next
 * operation looks at what it left; else leaving it out explains as much.
 */
final class Search {
    enum End {
        EXPLAINED,
        IMPOSSIBLE,
        /** The bound of steps was reached: nobody knows. */
        GAVE_UP
    }

    /** A state that was reached: who was made to reach it follows from the frames below. */
    private static final class Frame {
        final KeyState state;
        /** The operation that led here; -1: the beginning. */
        final int made;
        /** The next candidate: an event of the list, or with {@code node} at the end, a number of {@code doubts}. */
        int node;

        int doubt;
        /** A second outcome of the last candidate; null: none. */
        KeyState second;

        int secondOf;
        boolean isNew = true;
        /** Whether there was one candidate only that need be tried. */
        boolean isForced;

        Frame(KeyState state, int made, int node) {
            this.state = state;
            this.made = made;
            this.node = node;
        }
    }

    private static final int HEAD = 0;

    private final KeyState start;
    private final long skewMicros;
    private final long maxSteps;
    /** Those with an answer, by invocation; then those in doubt, by invocation. */
    private final Observation[] operations;

    private final int answered;
    private final boolean[] blind;
    private final boolean[] readOnly;
    /** Of one in doubt: the one before that asked for the same, and may always take its place; -1: none. */
    private final int[] twin;

    /** Two events per answered operation, in order of time, as a list with a head: event numbers, 0 is the head. */
    private final int[] next;

    private final int[] previous;
    private final int[] operationOf;
    private final int[] callOf;
    private final int[] returnOf;
    private final Made made;
    private final Expectations expectations;
    private final List<Frame> frames = new ArrayList<>();
    private long steps;
    private int open;
    private List<Observation> longest = List.of();
    private KeyState longestState = KeyState.ABSENT;
    private int fewestOpen;

    /** @param history of one key, that begins absent; in any order */
    Search(List<Observation> history, long skewMicros, long maxSteps) {
        this(history, KeyState.ABSENT, skewMicros, maxSteps);
    }

    /** @param start what is there in the beginning */
    Search(List<Observation> history, KeyState start, long skewMicros, long maxSteps) {
        this.start = start;
        this.skewMicros = skewMicros;
        this.maxSteps = maxSteps;
        List<Observation> sorted = new ArrayList<>();
        for (Observation operation : history) {
            boolean matters = !(operation.answer() instanceof Answer.Failed)
                    && !(operation.isInDoubt() && operation.action() instanceof Action.Get);
            if (matters) {
                sorted.add(operation);
            }
        }
        sorted.sort(Comparator.comparing(Observation::isInDoubt).thenComparingLong(Observation::invokeMicros));
        operations = sorted.toArray(new Observation[0]);
        answered = (int) sorted.stream().filter(o -> !o.isInDoubt()).count();
        open = answered;
        fewestOpen = answered + 1;
        blind = new boolean[operations.length];
        readOnly = new boolean[operations.length];
        for (int i = 0; i < operations.length; i++) {
            blind[i] = isBlind(operations[i]);
            readOnly[i] = operations[i].isReadOnly() && !operations[i].isInDoubt();
        }
        made = new Made(answered, operations.length - answered);
        expectations = new Expectations(operations);
        twin = twins();
        int events = 2 * answered + 1;
        next = new int[events];
        previous = new int[events];
        operationOf = new int[events];
        callOf = new int[answered];
        returnOf = new int[answered];
        link();
    }

    private int[] twins() {
        int[] twins = new int[operations.length];
        Map<Object, Integer> last = new HashMap<>();
        for (int i = answered; i < operations.length; i++) {
            boolean expires = operations[i].action() instanceof Change(var effect, var _) && ttlMicros(effect) != 0;
            Object likeness = operations[i].action() instanceof Change(Effect.Put put, var condition)
                            && !expectations.isEverFound(put.value())
                    ? condition // it leaves some value that nobody looks at
                    : operations[i].action();
            Integer before = expires ? null : last.put(likeness, i);
            twins[i] = before == null ? -1 : before;
        }
        return twins;
    }

    /** Events by time; of one time, invocations first: who meets the other is concurrent. */
    private void link() {
        List<Integer> byReturn = new ArrayList<>();
        for (int i = 0; i < answered; i++) {
            byReturn.add(i);
        }
        byReturn.sort(Comparator.comparingLong(i -> operations[i].returnMicros()));
        int event = HEAD;
        int call = 0;
        for (int i = 0; i <= answered; i++) {
            long until = i == answered ? Long.MAX_VALUE : operations[byReturn.get(i)].returnMicros();
            while (call < answered && operations[call].invokeMicros() <= until) {
                event = append(event, call);
                callOf[call++] = event;
            }
            if (i < answered) {
                event = append(event, byReturn.get(i));
                returnOf[byReturn.get(i)] = event;
            }
        }
        next[event] = HEAD;
        previous[HEAD] = event;
    }

    private int append(int last, int operation) {
        next[last] = last + 1;
        previous[last + 1] = last;
        operationOf[last + 1] = operation;
        return last + 1;
    }

    End run() {
        push(start, -1);
        while (true) {
            Frame top = frames.getLast();
            if (open == 0) {
                return End.EXPLAINED;
            }
            if (!goOn(top)) {
                frames.removeLast();
                if (top.made < 0) {
                    return End.IMPOSSIBLE;
                }
                undo(top.made);
            }
            if (steps > maxSteps) {
                return End.GAVE_UP;
            }
        }
    }

    long steps() {
        return steps;
    }

    /** The longest order that explains the answers in it. */
    List<Observation> longest() {
        return longest;
    }

    /** What is there after {@link #longest}. */
    KeyState longestState() {
        return longestState;
    }

    /** Makes the next candidate that fits and was not tried before; false: there is none. */
    private boolean goOn(Frame top) {
        if (top.isNew) {
            top.isNew = false;
            int reader = fittingReader(top);
            if (reader >= 0) {
                top.isForced = true;
                return make(top, reader, top.state);
            }
        }
        if (top.isForced) {
            return false;
        }
        boolean mustLook = top.made >= answered;
        while (true) {
            if (top.second != null) {
                KeyState state = top.second;
                top.second = null;
                if (make(top, top.secondOf, state)) {
                    return true;
                }
                continue;
            }
            int candidate = nextCandidate(top);
            if (candidate < 0) {
                return false;
            }
            steps++;
            if (mustLook && blind[candidate]) {
                continue;
            }
            Observation operation = operations[candidate];
            KeyState kept =
                    top.state.mustBeExpiredAt(operation.invokeMicros()) ? null : top.state.after(operation, skewMicros);
            KeyState expired = top.state.mayBeExpiredAt(operation.latestMicros())
                    ? KeyState.ABSENT.after(operation, skewMicros)
                    : null;
            if (expired != null && !expired.equals(kept)) {
                top.second = expired;
                top.secondOf = candidate;
            }
            if (kept != null && make(top, candidate, kept)) {
                return true;
            }
        }
    }

    /**
     * A candidate that fits what is there and leaves it as it is; -1: none. It may as well be made now as later, so nothing
     * else need be tried here.
     */
    private int fittingReader(Frame top) {
        for (int node = top.node; node != HEAD && callOf[operationOf[node]] == node; node = next[node]) {
            int candidate = operationOf[node];
            if (readOnly[candidate]) {
                steps++;
                boolean isThere = !top.state.mustBeExpiredAt(operations[candidate].invokeMicros());
                if (isThere && top.state == top.state.after(operations[candidate], skewMicros)) {
                    return candidate;
                }
            }
        }
        return -1;
    }

    /** An operation that may be the next one; -1: no more. */
    private int nextCandidate(Frame top) {
        if (top.node != HEAD) {
            int node = top.node;
            int operation = operationOf[node];
            if (callOf[operation] == node) {
                top.node = next[node];
                return operation;
            }
            top.node = HEAD; // somebody had its answer by then: whoever came later is not next
        }
        int first = next[HEAD];
        while (first != HEAD && callOf[operationOf[first]] == first) {
            first = next[first];
        }
        long until = operations[operationOf[first]].returnMicros();
        while (answered + top.doubt < operations.length) {
            int operation = answered + top.doubt;
            if (operations[operation].invokeMicros() > until) {
                return -1;
            }
            top.doubt++;
            boolean earlierTwinIsLeft = twin[operation] >= 0 && !made.contains(twin[operation]);
            if (!made.contains(operation) && !earlierTwinIsLeft) {
                return operation;
            }
        }
        return -1;
    }

    private boolean make(Frame top, int operation, KeyState state) {
        if (operation >= answered && state.equals(top.state)) {
            return false;
        }
        made.add(operation);
        expectations.made(operation);
        if (!expectations.mayGiveWay(top.state, state) || !made.reach(state, operation >= answered)) {
            made.remove(operation);
            expectations.undone(operation);
            return false;
        }
        if (operation < answered) {
            unlink(callOf[operation]);
            unlink(returnOf[operation]);
            open--;
        }
        push(state, operation);
        return true;
    }

    private void push(KeyState state, int operation) {
        frames.add(new Frame(state, operation, next[HEAD]));
        if (open < fewestOpen) {
            fewestOpen = open;
            remember(state);
        }
    }

    /** Only short histories are shown to people; of long ones the copies would cost more than the search. */
    private void remember(KeyState state) {
        if (operations.length > Minimizer.MAX_SHOWN) {
            return;
        }
        List<Observation> order = new ArrayList<>();
        for (Frame frame : frames) {
            if (frame.made >= 0) {
                order.add(operations[frame.made]);
            }
        }
        longest = order;
        longestState = state;
    }

    private void undo(int operation) {
        made.remove(operation);
        expectations.undone(operation);
        if (operation < answered) {
            relink(returnOf[operation]);
            relink(callOf[operation]);
            open++;
        }
    }

    private void unlink(int event) {
        next[previous[event]] = next[event];
        previous[next[event]] = previous[event];
    }

    private void relink(int event) {
        next[previous[event]] = event;
        previous[next[event]] = event;
    }

    private static long ttlMicros(Effect effect) {
        return switch (effect) {
            case Effect.Put put -> put.ttlMicros();
            case Effect.Remove _ -> Action.NO_TTL;
            case Effect.Add add -> add.ttlMicros();
        };
    }

    /** Whether it neither depends on what is there nor tells of it. */
    private static boolean isBlind(Observation operation) {
        return operation.action() instanceof Change(var effect, var condition)
                && condition instanceof Condition.Always
                && !(effect instanceof Effect.Add)
                && !(operation.answer() instanceof Answer.Made(var _, var _, var existed) && existed != null);
    }
}
