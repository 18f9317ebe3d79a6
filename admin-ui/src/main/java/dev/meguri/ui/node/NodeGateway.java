package dev.meguri.ui.node;

import dev.meguri.api.cluster.NodeView;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.Problem;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.ui.cluster.Reasons;
import dev.meguri.ui.web.Outbound;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Carries a request to a node, and to the next one where that is safe. */
@ApplicationScoped
class NodeGateway {
    /** Above the nodes' own deadline for an operation, so that their answer comes first. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int NOTHING_CHANGED = 503;

    private final NodeChoice choice;
    private final Outbound outbound;
    private final MeterRegistry metrics;

    NodeGateway(NodeChoice choice, Outbound outbound, MeterRegistry metrics) {
        this.choice = choice;
        this.outbound = outbound;
        this.metrics = metrics;
    }

    /** @param body null: none */
    record Ask(String method, String path, Map<String, String> headers, byte[] body) {
        boolean isRead() {
            return method.equals("GET") || method.equals("HEAD");
        }
    }

    record Answer(NodeView node, HttpResponse<byte[]> response) {}

    /**
     * The first answer that a node gives. The next node is asked when this one got nothing of the request, or it was a
     * read, or the answer says that nothing was changed (503): never when a write may have been carried out.
     *
     * @param via the one node to ask; null: any
     * @throws ProblemException {@code node_unreachable}, {@code in_doubt}, and those of {@link NodeChoice#candidates}
     */
    Answer send(String via, Ask ask) {
        List<NodeView> candidates = choice.candidates(via);
        Answer refused = null;
        IOException failure = null;
        for (NodeView node : candidates) {
            try {
                Answer answer = new Answer(
                        node,
                        outbound.send(
                                ask.method(), NodeAddress.of(node, ask.path()), ask.headers(), ask.body(), TIMEOUT));
                if (answer.response().statusCode() != NOTHING_CHANGED) {
                    counted("answered");
                    choice.answered(node);
                    return answer;
                }
                refused = answer;
            } catch (IOException e) {
                if (!ask.isRead() && !nothingWasSent(e)) {
                    counted("in_doubt");
                    throw inDoubt(node, e);
                }
                failure = e;
            }
            counted("next");
        }
        if (refused != null) {
            return refused;
        }
        throw unreachable(candidates, failure);
    }

    private void counted(String outcome) {
        metrics.counter("meguri.ui.node.requests", "outcome", outcome).increment();
    }

    private static boolean nothingWasSent(IOException failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private static ProblemException inDoubt(NodeView node, IOException failure) {
        return new ProblemException(
                ErrorCode.IN_DOUBT,
                null,
                "The connection to " + node.nodeId() + " broke before it answered (" + Reasons.of(failure)
                        + "): read the key to see whether the change was made.");
    }

    private static ProblemException unreachable(List<NodeView> candidates, IOException failure) {
        String who = candidates.size() == 1
                ? candidates.getFirst().nodeId() + " cannot be reached ("
                : "None of " + candidates.size() + " nodes can be reached (the last one: ";
        String wayOut =
                candidates.size() == 1 ? "). Ask another node, or start it." : "). Start a node, then try again.";
        return new ProblemException(Problem.of(ErrorCode.NODE_UNREACHABLE, null, who + Reasons.of(failure) + wayOut));
    }
}
