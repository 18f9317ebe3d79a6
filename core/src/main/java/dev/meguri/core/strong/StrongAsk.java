package dev.meguri.core.strong;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.token.Once;

/** What a proposer is asked to do with one key. */
public sealed interface StrongAsk {
    StrongAsk IDENTITY = new Identity();
    StrongAsk COLLECT = new Collect();

    /** A client's operation, under the policy of its key. @param once null: it is asked for here only, and once */
    record Client(Operation operation, Policy policy, Once once) implements StrongAsk {
        public Client(Operation operation, Policy policy) {
            this(operation, policy, null);
        }
    }

    /** Rule 13: a tombstone, where the value is still the change that was seen to be expired. */
    record Expire(Ballot seen) implements StrongAsk {}

    /** Rule 17: the value under a fresh ballot, unchanged. */
    record Identity() implements StrongAsk {}

    /** Rule 12: a tombstone under a fresh ballot at all voters. */
    record Collect() implements StrongAsk {}

    /** Whether it may share a round with others. */
    default boolean folds() {
        return switch (this) {
            case Client client -> true;
            case Expire expire -> true;
            case Identity identity -> false;
            case Collect collect -> false;
        };
    }
}
