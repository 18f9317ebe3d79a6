package dev.meguri.simulator.check;

/** Ends a run at its first violation: what comes after it proves nothing. */
public final class ViolationFound extends RuntimeException {
    private final transient Violation violation;

    public ViolationFound(Violation violation) {
        super(violation.toString(), null, false, false);
        this.violation = violation;
    }

    public Violation violation() {
        return violation;
    }
}
