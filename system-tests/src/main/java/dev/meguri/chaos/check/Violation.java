package dev.meguri.chaos.check;

/** @param promise the invariant's name, as docs/INVARIANTS.md has it; @param what happened instead, for people */
public record Violation(String promise, String what) {
    @Override
    public String toString() {
        return promise + ": " + what;
    }
}
