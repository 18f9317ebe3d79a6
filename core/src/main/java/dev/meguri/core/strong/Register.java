package dev.meguri.core.strong;

/** What a voter keeps for one key: {@code accepted <= promise}, and a value exactly where something was accepted. */
final class Register {
    /** P: initially {@link Ballot#ZERO}. */
    Ballot promise = Ballot.ZERO;
    /** A: initially {@link Ballot#ZERO}. */
    Ballot accepted = Ballot.ZERO;
    /** V. */
    StrongValue value;

    boolean isBare() {
        return !accepted.isSet();
    }
}
