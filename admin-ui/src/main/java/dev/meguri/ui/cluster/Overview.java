package dev.meguri.ui.cluster;

import dev.meguri.api.cluster.ClusterView;
import dev.meguri.ui.process.LauncherView;

/**
 * All that the overview page shows.
 *
 * @param atMillis when this was put together, milliseconds since 1970
 * @param problem why the manager could not be asked; null when it could
 * @param ageMillis how old {@code cluster} is; null: nothing is known yet
 * @param cluster as last heard; null: never
 * @param ring null where it comes by itself (the stream), or is not known
 */
public record Overview(
        long atMillis,
        boolean managerReachable,
        String managerUrl,
        String problem,
        Long ageMillis,
        LauncherView launcher,
        ClusterView cluster,
        RingPicture ring) {

    Overview withoutRing() {
        return new Overview(atMillis, managerReachable, managerUrl, problem, ageMillis, launcher, cluster, null);
    }
}
