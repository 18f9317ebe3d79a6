package dev.meguri.client.ring;

/**
 * A node as a ring knows it. The name is who it is; host and port are where it is today.
 *
 * @param position among the ring's nodes
 */
public record RingNode(int position, String nodeId, String host, int port) {
    public boolean isAt(String otherHost, int otherPort) {
        return port == otherPort && host.equalsIgnoreCase(otherHost);
    }
}
