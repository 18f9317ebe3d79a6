package dev.meguri.ui.node;

import dev.meguri.api.cluster.NodeView;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.ui.cluster.ClusterWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** Which nodes to ask, in which order. Any node takes any key, so that without a wish the first that answers will do. */
@ApplicationScoped
class NodeChoice {
    private final ClusterWatch watch;
    /** The node that answered last: asked first, so that one browser's requests follow one another at one place. */
    private volatile String preferred;

    NodeChoice(ClusterWatch watch) {
        this.watch = watch;
    }

    /**
     * @param via the one node to ask; null: whoever serves
     * @return at least one
     * @throws ProblemException {@code node_not_found}, or {@code manager_unreachable} when no node is known at all
     */
    List<NodeView> candidates(String via) {
        List<NodeView> known = watch.nodes();
        if (via != null) {
            return known.stream()
                    .filter(node -> node.nodeId().equals(via))
                    .findFirst()
                    .map(List::of)
                    .orElseThrow(() -> new ProblemException(
                            ErrorCode.NODE_NOT_FOUND,
                            "via",
                            "The manager knows no node '" + via + "'. Leave out via to ask any node."));
        }
        List<NodeView> serving = serving(known);
        if (serving.isEmpty()) {
            throw known.isEmpty()
                    ? new ProblemException(
                            ErrorCode.MANAGER_UNREACHABLE, null, "No node is known yet: the manager has not answered.")
                    : new ProblemException(
                            ErrorCode.NODE_UNREACHABLE, null, "No node serves now. Start one, then try again.");
        }
        return serving;
    }

    /** Nodes that may answer: ACTIVE ones first, then those that are on their way in, out or away. */
    private List<NodeView> serving(List<NodeView> known) {
        return known.stream()
                .filter(node -> rank(node) < NEVER)
                .sorted(Comparator.comparingInt(NodeChoice::rank)
                        .thenComparing(node -> !node.nodeId().equals(preferred))
                        .thenComparing(NodeView::nodeId))
                .toList();
    }

    void answered(NodeView node) {
        preferred = node.nodeId();
    }

    private static final int NEVER = 4;

    private static int rank(NodeView node) {
        return switch (node.state()) {
            case "ACTIVE" -> 0;
            case "LEAVING" -> 1;
            case "SUSPECT" -> 2;
            case "JOINING" -> 3;
            default -> NEVER;
        };
    }
}
