package dev.meguri.node.fault;

import dev.meguri.api.fault.FaultApi;
import dev.meguri.api.fault.FaultDirection;
import dev.meguri.api.fault.FaultKind;
import dev.meguri.api.fault.FaultList;
import dev.meguri.api.fault.FaultRequest;
import dev.meguri.api.fault.FaultView;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.node.lifecycle.NodeProcess;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;

/** Faults over HTTP: they work on a paused node, too, as nothing here asks the shards. */
@Singleton
@NonBlocking
public class FaultResource implements FaultApi {
    private final Faults faults;
    private final NodeProcess process;

    FaultResource(Faults faults, NodeProcess process) {
        this.faults = faults;
        this.process = process;
    }

    @Override
    public FaultList faults() {
        requireEnabled();
        return list();
    }

    @Override
    public FaultView set(FaultRequest request) {
        requireEnabled();
        Fault fault = FaultCheck.check(request, process.nodeId(), faults.nowMillis());
        try {
            faults.set(fault);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ErrorCode.INVALID_FAULT, null, e.getMessage() + "; DELETE /api/faults heals them all.");
        }
        return view(fault);
    }

    @Override
    public FaultList clear(String id) {
        requireEnabled();
        faults.clear(id);
        return list();
    }

    private void requireEnabled() {
        if (!faults.isEnabled()) {
            throw new ProblemException(
                    ErrorCode.FAULTS_DISABLED,
                    null,
                    "Start the node with meguri.faults.enabled=true (MEGURI_FAULTS_ENABLED=true), but never where the"
                            + " data matters.");
        }
    }

    private FaultList list() {
        return new FaultList(
                process.nodeId(), faults.active().stream().map(this::view).toList());
    }

    private FaultView view(Fault fault) {
        FaultKind kind = fault.kind();
        FaultDirection direction = kind.isOfLink() ? fault.direction() : null;
        return new FaultView(
                fault.id(),
                kind,
                kind.isOfLink() ? fault.peer() : null,
                direction,
                fault.description(),
                Math.max(0, fault.untilMillis() - faults.nowMillis()),
                kind == FaultKind.DELAY || kind == FaultKind.SLOW ? fault.delayMillis() : null,
                kind == FaultKind.DELAY ? fault.jitterMillis() : null,
                fault.rate() > 0 ? fault.rate() : null,
                fault.bytesPerSecond() > 0 ? fault.bytesPerSecond() : null,
                kind == FaultKind.CLOCK_OFFSET ? fault.offsetMillis() : null);
    }
}
