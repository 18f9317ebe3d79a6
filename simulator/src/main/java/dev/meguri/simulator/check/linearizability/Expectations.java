package dev.meguri.simulator.check.linearizability;

import dev.meguri.simulator.check.linearizability.Action.Change;
import dev.meguri.simulator.check.linearizability.Action.Condition;
import dev.meguri.simulator.check.linearizability.Action.Effect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which values and versions the answers still to be explained have to find. A value that somebody has yet to find, and that
 * nobody can write any more, must not be overwritten; a version never comes back. So a wrong turn is seen at once, and not
 * only where its last reader does not fit.
 */
final class Expectations {
    private static final int NONE = -1;

    private final Map<String, Integer> numbers = new HashMap<>();
    /** Per operation: the value it must find, the version it must find, the value it leaves. */
    private final int[] finds;

    private final int[] findsVersion;
    private final int[] leaves;
    /** Whether it adds something of which nobody was told the sum. */
    private final boolean[] leavesSomeNumber;
    /** Per value or version: how many are yet to find it, how many may yet leave it. */
    private final int[] finders;

    private final int[] leavers;
    private int someNumbers;
    private boolean anyAdds;
    private final Set<String> conditions = new HashSet<>();

    Expectations(Observation[] operations) {
        int size = operations.length;
        finds = new int[size];
        findsVersion = new int[size];
        leaves = new int[size];
        leavesSomeNumber = new boolean[size];
        finders = new int[3 * size];
        leavers = new int[3 * size];
        for (int i = 0; i < size; i++) {
            finds[i] = number(valueFoundBy(operations[i]), "=");
            findsVersion[i] = number(versionFoundBy(operations[i]), "@");
            leaves[i] = number(valueLeftBy(operations[i]), "=");
            anyAdds |= adds(operations[i]) != null;
            if (operations[i].action() instanceof Change(var _, Condition.IfValue expected)) {
                conditions.add(expected.value());
            }
            leavesSomeNumber[i] = leaves[i] == NONE && isMade(operations[i]) && adds(operations[i]) != null;
            count(i, 1);
        }
    }

    /** Before anything is made: whether some operation looks at this very value, or may, because it adds to it. */
    boolean isEverFound(String value) {
        Integer number = numbers.get("=" + value);
        return number != null && finders[number] > 0 || anyAdds || conditions.contains(value);
    }

    void made(int operation) {
        count(operation, -1);
    }

    void undone(int operation) {
        count(operation, 1);
    }

    /** Whether {@code before} may give way to {@code after}: what was made is counted already. */
    boolean mayGiveWay(KeyState before, KeyState after) {
        if (before.isAbsent()) {
            return true;
        }
        if (!before.value().equals(after.value()) && isMissed(before.value())) {
            return false;
        }
        boolean sameVersion = before.version() == null || before.version().equals(after.version());
        Integer version = sameVersion ? null : numbers.get("@" + before.version());
        return version == null || finders[version] == 0;
    }

    private boolean isMissed(String value) {
        Integer number = numbers.get("=" + value);
        return number != null && finders[number] > 0 && leavers[number] == 0 && someNumbers == 0;
    }

    private void count(int operation, int sign) {
        if (finds[operation] != NONE) {
            finders[finds[operation]] += sign;
        }
        if (findsVersion[operation] != NONE) {
            finders[findsVersion[operation]] += sign;
        }
        if (leaves[operation] != NONE) {
            leavers[leaves[operation]] += sign;
        }
        someNumbers += leavesSomeNumber[operation] ? sign : 0;
    }

    private int number(String text, String kind) {
        return text == null ? NONE : numbers.computeIfAbsent(kind + text, t -> numbers.size());
    }

    private static boolean isMade(Observation operation) {
        return operation.isInDoubt() || operation.answer() instanceof Answer.Made;
    }

    private static Effect.Add adds(Observation operation) {
        return operation.action() instanceof Change(Effect.Add add, var _) ? add : null;
    }

    /** The value that the operation's answer says was there; null: it does not say. */
    static String valueFoundBy(Observation operation) {
        return switch (operation.answer()) {
            case Answer.Found found -> found.value();
            case Answer.Made made -> {
                Effect.Add add = adds(operation);
                if (operation.action() instanceof Change(var _, Condition.IfValue expected)) {
                    yield expected.value();
                }
                if (add == null || made.number() == null || Boolean.FALSE.equals(made.existed())) {
                    yield null;
                }
                long before = made.number() - add.delta();
                yield before != 0 || Boolean.TRUE.equals(made.existed()) ? Long.toString(before) : null;
            }
            case Answer.Absent _, Answer.NotMade _, Answer.InDoubt _, Answer.Failed _ -> null;
        };
    }

    private static String versionFoundBy(Observation operation) {
        return switch (operation.answer()) {
            case Answer.Found found -> found.version();
            case Answer.NotMade not -> not.version();
            case Answer.Made _ ->
                operation.action() instanceof Change(var _, Condition.IfVersion expected) ? expected.version() : null;
            case Answer.Absent _, Answer.InDoubt _, Answer.Failed _ -> null;
        };
    }

    private static String valueLeftBy(Observation operation) {
        if (!isMade(operation) || !(operation.action() instanceof Change change)) {
            return null;
        }
        return switch (change.effect()) {
            case Effect.Put put -> put.value();
            case Effect.Remove _ -> null;
            case Effect.Add _ ->
                operation.answer() instanceof Answer.Made made && made.number() != null
                        ? Long.toString(made.number())
                        : null;
        };
    }
}
