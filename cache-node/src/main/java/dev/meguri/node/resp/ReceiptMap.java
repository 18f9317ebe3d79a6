package dev.meguri.node.resp;

import dev.meguri.core.operation.Receipt;
import dev.meguri.core.policy.Policy;
import dev.meguri.node.receipt.Level;
import dev.meguri.resp.codec.RespWriter;
import java.util.Locale;

/** A receipt as a map: what an operation really achieved. */
final class ReceiptMap {
    private static final int FIELDS = 8;
    private static final long NO_TTL = -1;

    private ReceiptMap() {}

    static void write(RespWriter out, Receipt receipt, Policy policy) {
        out.map(FIELDS);
        out.bulk("node").bulk(receipt.nodeId());
        out.bulk("slot").integer(receipt.slot());
        out.bulk("ring-version").integer(receipt.ringVersion());
        out.bulk("acks").integer(receipt.acks());
        out.bulk("replicas").integer(receipt.replicas());
        out.bulk("consistency").bulk(small(policy.consistency()));
        out.bulk("level").bulk(Level.of(policy, receipt));
        out.bulk("source").bulk(small(receipt.source()));
    }

    /** Milliseconds that are left; -1: it does not expire. @param expireAtMillis 0: never */
    static long ttl(long expireAtMillis, long nowMillis) {
        return expireAtMillis == 0 ? NO_TTL : Math.max(0, expireAtMillis - nowMillis);
    }

    static String small(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
