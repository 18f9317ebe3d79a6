package dev.meguri.core.conflict;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.version.Version;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * {@code counter}: increments at any replicas add up, those on both sides of a partition, too. Readers see the sum in decimal,
 * clamped to 64 bits.
 *
 * <p>The state ({@link CounterState}) is a sum per part; of a part's two sums the later is right, because only one writer adds to
 * it and that one knew all it had added before. A writer that may have forgotten (it restarted, or dropped the slot) begins
 * another part.
 *
 * <p>A put sets the number: it begins a new count, which wins over all older ones, increments included that were made
 * elsewhere at the same time.
 */
final class Counter implements Resolver {
    @Override
    public String name() {
        return "counter";
    }

    @Override
    public boolean isCounter() {
        return true;
    }

    @Override
    public Sibling merge(Sibling one, Sibling other) {
        CounterState first = CounterState.of(one);
        CounterState second = CounterState.of(other);
        int bySet = first.compareSet(second);
        String type = bySet == 0 ? Sibling.typeOf(one, other) : bySet > 0 ? one.contentType() : other.contentType();
        return sibling(first.merge(second), type);
    }

    @Override
    public Sibling put(Sibling present, Sibling written, Version version) {
        if (present != null && version.equals(CounterState.of(present).setBy())) {
            return present;
        }
        return sibling(new CounterState(version, written.value(), new TreeMap<>()), written.contentType());
    }

    @Override
    public Sibling increment(Sibling present, long delta, Writer writer) {
        CounterState before = present == null ? CounterState.EMPTY : CounterState.of(present);
        CounterState.Part part = new CounterState.Part(writer.nodeId(), writer.life());
        CounterState.Sum known = before.parts().get(part);
        if (known == null && before.parts().size() >= Limits.MAX_COUNTER_PARTS) {
            throw new ArithmeticException("the counter has been counted by " + Limits.MAX_COUNTER_PARTS
                    + " nodes and restarts of nodes: set it to its value, and it begins anew");
        }
        BigInteger after = before.exactSum().add(BigInteger.valueOf(delta));
        if (after.bitLength() > 63) {
            throw new ArithmeticException(before.exactSum() + " plus " + delta + " does not fit 64 bits");
        }
        long sum = known == null ? delta : Math.addExact(known.sum(), delta);
        TreeMap<CounterState.Part, CounterState.Sum> parts = new TreeMap<>(before.parts());
        parts.put(part, new CounterState.Sum(writer.time(), sum));
        CounterState state = new CounterState(before.setBy(), before.base(), parts);
        return sibling(state, present == null ? "text/plain" : present.contentType());
    }

    private static Sibling sibling(CounterState state, String contentType) {
        return new Sibling(shown(state), contentType, state.toBytes());
    }

    /** What was set last, as it was written, until somebody counts on. */
    private static byte[] shown(CounterState state) {
        if (state.parts().isEmpty()) {
            return state.base();
        }
        BigInteger sum = state.exactSum();
        if (sum.bitLength() > 63) {
            sum = BigInteger.valueOf(sum.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
        return sum.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
