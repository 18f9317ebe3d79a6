package dev.meguri.core.policy;

/** A policy that cannot be: which field, and what it may be. Nothing was changed; do not retry unchanged. */
public final class InvalidPolicyException extends RuntimeException {
    private final String field;

    public InvalidPolicyException(String field, String way) {
        super(field + " " + way);
        this.field = field;
    }

    /** The field's name as policy documents spell it. */
    public String field() {
        return field;
    }
}
