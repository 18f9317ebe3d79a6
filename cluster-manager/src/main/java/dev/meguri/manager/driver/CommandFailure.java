package dev.meguri.manager.driver;

import dev.meguri.core.membership.ManagerFailure;

/** An operator's command was refused by the machine; nothing was changed. */
public final class CommandFailure extends RuntimeException {
    private final ManagerFailure failure;
    private final String field;

    CommandFailure(ManagerFailure failure, String field, String detail) {
        super(detail, null, false, false);
        this.failure = failure;
        this.field = field;
    }

    public ManagerFailure failure() {
        return failure;
    }

    /** Null: none is at fault. */
    public String field() {
        return field;
    }
}
