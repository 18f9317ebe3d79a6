package dev.meguri.demo.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meguri.client.Receipt;
import dev.meguri.demo.cluster.StartTime;
import java.util.List;
import java.util.Locale;

/**
 * A session as the page shows it. Without one only the first two are there.
 *
 * @param ended the browser had one, but it is over
 * @param outlivedTheApplication it is older than the process that answers
 * @param version of what is kept: grows with every change
 * @param node whose copy answered; {@code source}: primary or replica; {@code level}: what the answer is worth
 * @param conflicts how often another change came first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionView(
        boolean loggedIn,
        boolean ended,
        String name,
        List<Line> cart,
        Long visits,
        Long createdAtMillis,
        Boolean outlivedTheApplication,
        String version,
        String node,
        String source,
        String level,
        Integer conflicts,
        Double latencyMillis) {
    /** @param quantity of this product in the cart */
    public record Line(int productId, int quantity) {}

    static SessionView none(boolean ended) {
        return new SessionView(false, ended, null, null, null, null, null, null, null, null, null, null, null);
    }

    static SessionView of(SessionStore.Kept kept) {
        Session session = kept.session();
        Receipt receipt = kept.receipt();
        return new SessionView(
                true,
                false,
                session.name(),
                session.cart().entrySet().stream()
                        .map(line -> new Line(line.getKey(), line.getValue()))
                        .toList(),
                session.visits(),
                session.createdAtMillis(),
                session.createdAtMillis() < StartTime.millis(),
                kept.version(),
                receipt.node(),
                receipt.source() == null ? null : receipt.source().name().toLowerCase(Locale.ROOT),
                receipt.level().name().toLowerCase(Locale.ROOT),
                kept.conflicts(),
                kept.millis());
    }
}
