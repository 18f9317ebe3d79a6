package dev.meguri.simulator.scenario;

import dev.meguri.simulator.check.ViolationFound;
import dev.meguri.simulator.mutant.Mutant;
import dev.meguri.simulator.net.Tap;
import java.util.function.Consumer;

/**
 * A short directed scenario that a bug made on purpose spoils.
 *
 * @param tell what happens in a cluster with this bug; throws {@link AssertionError} or {@link ViolationFound} where it must not
 */
public record Story(Mutant mutant, Consumer<Tap> tell) {
    private static final Tap NO_BUG = (network, from, to, message) -> message;

    /** What shows the bug; null: nothing does. */
    public String caughtBy() {
        try {
            tell.accept(mutant.meddler(1));
            return null;
        } catch (AssertionError | ViolationFound found) {
            return found.getMessage();
        }
    }

    /** Without the bug: it goes well. */
    public void tellWithoutBug() {
        tell.accept(NO_BUG);
    }

    @Override
    public String toString() {
        return mutant.name();
    }
}
