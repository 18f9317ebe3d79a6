package dev.meguri.simulator.strong;

/** A rule that strong keys must keep did not hold. The message says which, and names what broke it. */
public final class ModelViolation extends RuntimeException {
    public ModelViolation(String message) {
        super(message);
    }
}
