package dev.meguri.chaos.check;

import dev.meguri.chaos.history.MemoryLoss;
import dev.meguri.chaos.history.Op;
import dev.meguri.chaos.history.OpKind;
import dev.meguri.chaos.history.Outcome;
import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * Where W + R is over N, a read finds every write that was acknowledged before it began, under one ring version, as long as
 * no node lost its memory meanwhile.
 */
public final class QuorumReads implements Checker {
    public static final String SEE = "quorum-reads-see-acknowledged-writes";

    @Override
    public List<Violation> check(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        if (evidence.writeQuorum() + evidence.readQuorum() > evidence.copies()) {
            evidence.byKey().values().forEach(ops -> {
                for (Op op : ops) {
                    if (op.kind() == OpKind.GET && op.outcome() == Outcome.OK && op.ringVersion() > 0) {
                        check(op, ops, evidence.losses(), violations);
                    }
                }
            });
        }
        return violations;
    }

    private static void check(Op read, List<Op> ops, List<MemoryLoss> losses, List<Violation> violations) {
        Version seen = read.parsedVersion();
        for (Op write : ops) {
            boolean before = write.isAcknowledged()
                    && write.returnNanos() < read.invokeNanos()
                    && write.ringVersion() == read.ringVersion();
            if (!before || losses.stream().anyMatch(loss -> isBetween(loss, write, read))) {
                continue;
            }
            boolean missed = seen == null
                    ? write.kind() != OpKind.DELETE && ops.stream().noneMatch(op -> mayHaveRemoved(op, read))
                    : write.parsedVersion().isNewerThan(seen);
            if (missed) {
                violations.add(new Violation(SEE, read + " found less than " + write));
                return;
            }
        }
    }

    private static boolean isBetween(MemoryLoss loss, Op write, Op read) {
        return loss.goneNanos() >= write.invokeNanos() && loss.atNanos() <= read.returnNanos();
    }

    private static boolean mayHaveRemoved(Op op, Op read) {
        return op.kind() == OpKind.DELETE && op.mayHaveEffect() && op.invokeNanos() < read.returnNanos();
    }
}
