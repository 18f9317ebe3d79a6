package dev.meguri.node.resp;

/** A command that has to wait for an earlier one of its connection: nothing was done yet. */
final class HeldException extends RuntimeException {
    private final transient Pending until;

    HeldException(Pending until) {
        super(null, null, false, false);
        this.until = until;
    }

    Pending until() {
        return until;
    }
}
