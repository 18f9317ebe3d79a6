package dev.meguri.ui.traffic;

import java.util.List;

/**
 * What nodes sent to each other, and to the manager, in one second.
 *
 * @param nodes by name, {@code manager} among them where it was sent something
 * @param kinds those of which anything was sent, in the order of {@link dev.meguri.api.cache.NodeStats.LinkStats}
 */
public record Traffic(long atMillis, List<String> nodes, List<OfKind> kinds) {
    /**
     * Rates are per second, and of all links.
     *
     * @param links over which anything of the kind was sent
     * @param strongest packed, the strongest first, at most {@link TrafficMaker#MAX_LINKS_PER_KIND}: from and to as places in
     *     {@code nodes}, messages and bytes per second
     */
    public record OfKind(String kind, float messages, float bytes, int links, float[] strongest) {}
}
