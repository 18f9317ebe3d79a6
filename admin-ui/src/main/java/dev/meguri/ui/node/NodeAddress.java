package dev.meguri.ui.node;

import dev.meguri.api.cluster.NodeView;
import java.net.URI;

/** Where this server reaches a node, which may differ from where people do. */
public final class NodeAddress {
    private NodeAddress() {}

    /** @param path with its query, encoded */
    public static URI of(NodeView node, String path) {
        String host = node.host().contains(":") ? "[" + node.host() + "]" : node.host();
        return URI.create("http://" + host + ":" + node.httpPort() + path);
    }
}
