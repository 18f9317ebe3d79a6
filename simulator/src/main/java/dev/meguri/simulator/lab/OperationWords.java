package dev.meguri.simulator.lab;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.store.Entry;
import java.nio.charset.StandardCharsets;

/** What clients ask and are answered, for people. A value of a put is shown as the number of the operation that wrote it. */
final class OperationWords {
    private static final int SHOWN_CHARS = 12;

    private OperationWords() {}

    static String asked(Operation operation) {
        return switch (operation) {
            case Operation.Get(var key) -> "get " + key;
            case Operation.Put(var key, var value, var _, var ttl, var _, var condition) ->
                "put " + key + " = " + value(value) + (ttl > 0 ? ", for " + ttl + " ms" : "") + condition(condition);
            case Operation.Remove(var key, var condition) ->
                ClearKey.is(key) ? "clear a whole slot" : "remove " + key + condition(condition);
            case Operation.Increment(var key, var delta, var _) -> "add " + delta + " to " + key;
        };
    }

    static String answered(Result result) {
        return switch (result) {
            case Result.Found(var entry, var receipt) -> "found " + value(entry.value()) + by(receipt);
            case Result.Absent(var why, var receipt) -> "nothing there" + (why == null ? "" : ", " + why) + by(receipt);
            case Result.Written(var _, var _, var number, var _, var receipt) ->
                "written" + (number == 0 ? "" : ", it is " + number + " now") + confirmed(receipt);
            case Result.Removed(var _, var existed, var receipt) ->
                (existed ? "removed" : "there was nothing to remove") + confirmed(receipt);
            case Result.ConditionFailed _ -> "the condition did not hold, nothing was changed";
            case Result.Failed failed -> failed(failed.failure());
        };
    }

    private static String failed(Failure failure) {
        String why = failure.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return failure.isInDoubt() ? "in doubt: it may have been made" : "failed: " + why + ", nothing was changed";
    }

    /** An entry as it is told from node to node. */
    static String content(Entry entry) {
        return entry.key() + (entry.isGone() ? " is gone (" + entry.gone() + ")" : " = " + value(entry.value()));
    }

    static String value(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        int end = text.indexOf('.');
        String shown = text.startsWith("w") && end > 0 ? text.substring(0, end) : text;
        return shown.length() <= SHOWN_CHARS ? shown : shown.substring(0, SHOWN_CHARS) + "..";
    }

    private static String condition(Condition condition) {
        return switch (condition) {
            case Condition.Always _ -> "";
            case Condition.IfAbsent _ -> ", if it is absent";
            case Condition.IfPresent _ -> ", if it is there";
            case Condition.IfVersion _ -> ", if its version is the one seen";
        };
    }

    private static String by(Receipt receipt) {
        return receipt == null
                ? ""
                : ", answered by " + receipt.nodeId()
                        + (receipt.source() == Receipt.Source.PRIMARY ? " (primary)" : " (replica)");
    }

    private static String confirmed(Receipt receipt) {
        return receipt == null ? "" : ", " + receipt.acks() + " of " + receipt.replicas() + " replicas confirmed";
    }
}
