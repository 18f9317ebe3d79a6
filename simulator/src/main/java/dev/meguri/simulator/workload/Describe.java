package dev.meguri.simulator.workload;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.store.Entry;
import java.nio.charset.StandardCharsets;

/** Operations and results in few words, for traces and violations. */
public final class Describe {
    private static final int SHOWN_VALUE_CHARS = 12;

    private Describe() {}

    public static String operation(Operation operation) {
        return switch (operation) {
            case Operation.Get(var key) -> "get " + key;
            case Operation.Put(var key, var value, var _, var ttl, var _, var condition) ->
                "put " + key + " " + value(value) + (ttl > 0 ? " ttl " + ttl + " ms" : "") + condition(condition);
            case Operation.Remove(var key, var condition) -> "remove " + key + condition(condition);
            case Operation.Increment(var key, var delta, var _) -> "increment " + key + " by " + delta;
        };
    }

    public static String result(Result result) {
        return switch (result) {
            case Result.Found(var entry, var receipt) -> "found " + entry(entry) + receipt(receipt);
            case Result.Absent(var why, var receipt) -> "absent" + (why == null ? "" : " " + why) + receipt(receipt);
            case Result.Written(var version, var expireAt, var number, var created, var receipt) ->
                "written " + version + (expireAt == 0 ? "" : " until " + expireAt) + (number == 0 ? "" : " = " + number)
                        + (created ? " created" : "") + receipt(receipt);
            case Result.Removed(var version, var existed, var receipt) ->
                "removed " + version + (existed ? " existed" : "") + receipt(receipt);
            case Result.ConditionFailed(var current, var receipt) ->
                "condition failed, there is " + current + receipt(receipt);
            case Result.Failed(var failure, var detail, var slot, var acks, var needed) ->
                "failed " + failure + " slot " + slot + " acks " + acks + "/" + needed + ": " + detail;
        };
    }

    public static String entry(Entry entry) {
        if (entry == null) {
            return "nothing";
        }
        return entry.key() + "@" + entry.version() + "="
                + (entry.gone() == null ? value(entry.value()) : entry.gone().name())
                + (entry.expireAtMillis() == 0 ? "" : " until " + entry.expireAtMillis());
    }

    static String value(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        return text.length() <= SHOWN_VALUE_CHARS ? text : text.substring(0, SHOWN_VALUE_CHARS) + "..";
    }

    private static String condition(Condition condition) {
        return switch (condition) {
            case Condition.Always _ -> "";
            case Condition.IfAbsent _ -> " if absent";
            case Condition.IfPresent _ -> " if present";
            case Condition.IfVersion(var version, var _) -> " if version " + version;
        };
    }

    private static String receipt(Receipt receipt) {
        return receipt == null
                ? ""
                : " (" + receipt.source() + " " + receipt.nodeId() + " slot " + receipt.slot() + " ring "
                        + receipt.ringVersion() + " acks " + receipt.acks() + "/" + receipt.replicas() + ")";
    }
}
