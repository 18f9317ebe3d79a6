package dev.meguri.ui.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.meguri.api.cluster.ClusterView;
import dev.meguri.api.cluster.NodeView;
import dev.meguri.api.cluster.RingView;
import dev.meguri.api.cluster.SlotRange;
import dev.meguri.ui.UiSettings;
import dev.meguri.ui.process.Launcher;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What was last heard from the manager. Every page of every browser reads this one copy, so that the manager is asked at
 * most once in {@link #FRESH_MILLIS}, however many look. When the manager is away, the last copy stays, with its age.
 *
 * <p>Any worker thread may call; one asks the manager while the others wait for its answer.
 */
@ApplicationScoped
public class ClusterWatch {
    /** Half the stream's beat: each beat asks anew. */
    private static final long FRESH_MILLIS = 500;

    private static final Logger LOG = Logger.getLogger(ClusterWatch.class);

    private final ManagerClient manager;
    private final UiSettings settings;
    private final Launcher launcher;
    private final Clock clock = Clock.systemUTC();

    private volatile Heard heard = new Heard(null, null, 0, 0, "The manager was not asked yet");

    ClusterWatch(ManagerClient manager, UiSettings settings, Launcher launcher) {
        this.manager = manager;
        this.settings = settings;
        this.launcher = launcher;
    }

    /** @param triedAtMillis of the last attempt, whatever came of it; {@code problem} is null when it succeeded */
    private record Heard(
            ClusterView cluster, RingPicture ring, long heardAtMillis, long triedAtMillis, String problem) {}

    /** As it is now, asking the manager where the last answer is not fresh. */
    public Overview overview() {
        refresh();
        Heard last = heard;
        long now = clock.millis();
        return new Overview(
                now,
                last.problem() == null,
                settings.managerUrl(),
                last.problem(),
                last.cluster() == null ? null : Math.max(0, now - last.heardAtMillis()),
                launcher.view(),
                last.cluster(),
                last.ring());
    }

    /** The members as last heard, asked for where the last answer is not fresh; empty: nothing is known. */
    public List<NodeView> nodes() {
        refresh();
        ClusterView cluster = heard.cluster();
        return cluster == null ? List.of() : cluster.nodes();
    }

    /** The slot's home primary, as last heard; null: it is not known. */
    public String primaryOf(int slot) {
        RingPicture ring = heard.ring();
        return ring == null ? null : ring.primaryOf(slot);
    }

    private synchronized void refresh() {
        Heard last = heard;
        if (clock.millis() - last.triedAtMillis() < FRESH_MILLIS) {
            return;
        }
        try {
            ClusterView cluster = manager.get("", new TypeReference<>() {});
            RingPicture ring = last.ring();
            if (cluster.formed() && (ring == null || ring.ringVersion() != cluster.ringVersion())) {
                ring = ring();
            }
            long now = clock.millis();
            if (last.problem() != null) {
                LOG.infof("The manager at %s answers: ring version %d", settings.managerUrl(), cluster.ringVersion());
            }
            heard = new Heard(cluster, cluster.formed() ? ring : null, now, now, null);
        } catch (IOException e) {
            if (last.problem() == null) {
                LOG.warnf("The manager at %s cannot be asked: %s", settings.managerUrl(), Reasons.of(e));
            }
            heard = new Heard(last.cluster(), last.ring(), last.heardAtMillis(), clock.millis(), Reasons.of(e));
        }
    }

    private RingPicture ring() throws IOException {
        RingView ring = manager.get("/ring", new TypeReference<>() {});
        List<SlotRange> slots = manager.get("/slots", new TypeReference<>() {});
        return RingPicture.of(ring, slots);
    }
}
