package dev.meguri.simulator.lab;

/** What the invariants mean whose violation a film can show, for people; docs/INVARIANTS.md has all of them. */
final class InvariantWords {
    private InvariantWords() {}

    static String of(String invariant) {
        return switch (invariant) {
            case "strong-is-linearizable" ->
                "A strong key had no order of operations that explains what its clients saw.";
            case "parents-include-what-was-chosen" ->
                "A strong value was accepted that does not follow from the one that a majority had "
                        + "chosen: an acknowledged write is lost.";
            case "one-value-per-ballot" -> "One ballot of a strong key stood for two values.";
            case "limits-never-fall" -> "A voter forgot a promise.";
            case "accepted-above-the-floor" -> "A voter accepted what it had said it never would.";
            case "slots-begin-anew-only-when-lost" -> "A slot was given up that was not lost.";
            case "acknowledged-writes-survive" -> "A write that was acknowledged is gone.";
            case "removed-stays-removed" -> "Something that was removed came back.";
            case "replicas-converge" -> "Replicas hold different things, long after everything was healed.";
            case "hints-drain" -> "Writes that were kept for a node were never delivered to it.";
            case "quorum-reads-see-acknowledged-writes" -> "A quorum read missed a write that was acknowledged before.";
            case "receipts-are-true" -> "A receipt said something that is not so.";
            case "one-content-per-version" -> "One version stood for two contents.";
            case "reads-return-what-was-written" -> "A read returned what nobody had written there.";
            case "definite-failures-have-no-effect" -> "A write that had failed for certain was made all the same.";
            case "well-once-healed" -> "The cluster did not become well within a minute after everything was healed.";
            case "available-while-holders-live" -> "A request failed although nothing was wrong.";
            case "answered-in-time" -> "A client got no answer in time.";
            case "increments-add-up" -> "A counter is not the sum of its increments.";
            case "one-state-per-version" -> "One ring version stood for two states.";
            case "one-list-per-epoch" -> "One epoch of a slot stood for two lists.";
            case "no-act-below-epoch" -> "A replica acted on what an older list had said.";
            default -> "The invariant " + invariant + " did not hold.";
        };
    }
}
