package dev.meguri.node.peer;

import dev.meguri.wire.PeerMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Whether a peer's first words make it one of us. */
final class Greeting {
    private Greeting() {}

    /**
     * Why the greeting is refused; null: it is accepted.
     *
     * @param ours what this node would say of itself now
     * @param dialed whether this node made the connection
     */
    static String refusalOf(PeerMessage.Hello theirs, PeerMessage.Hello ours, boolean dialed) {
        if (theirs.protocolVersion() != ours.protocolVersion()) {
            return "it speaks protocol " + theirs.protocolVersion() + ", this node " + ours.protocolVersion()
                    + ": run the same version on both";
        }
        if (!sameSecret(theirs.secret(), ours.secret())) {
            return "its meguri.cluster.secret is another";
        }
        if (!theirs.clusterId().isEmpty()
                && !ours.clusterId().isEmpty()
                && !theirs.clusterId().equals(ours.clusterId())) {
            return "it belongs to cluster " + theirs.clusterId() + ", this node to " + ours.clusterId();
        }
        if (theirs.nodeId().equals(ours.nodeId())) {
            return "it has this node's own id " + ours.nodeId();
        }
        if (theirs.nodeId().compareTo(ours.nodeId()) < 0 == dialed) {
            return "of two nodes, the one with the smaller id makes the connection";
        }
        return null;
    }

    private static boolean sameSecret(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
