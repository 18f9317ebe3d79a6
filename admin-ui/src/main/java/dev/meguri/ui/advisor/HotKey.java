package dev.meguri.ui.advisor;

import dev.meguri.ui.advisor.Advice.Weight;
import java.util.List;
import java.util.Map;

/** One slot is asked for much more than one of 16,384 should be: by one key, or by many that share a hash tag. */
final class HotKey implements Rule {
    /** Of all operations. */
    static final double MUCH = 0.2;

    private static final double MOST_OF_THE_SLOT = 0.5;

    @Override
    public List<Advice> look(Facts facts) {
        HotSlot hot = facts.hotSlot();
        if (hot == null || facts.operations() < Facts.ENOUGH_OPERATIONS || hot.share() < MUCH) {
            return List.of();
        }
        List<String> nodes = hot.primary() == null ? List.of() : List.of(hot.primary());
        String seen = "Slot " + hot.slot() + " takes " + Say.percent(hot.share()) + " of all operations, "
                + Say.count(hot.operations()) + " per second";
        if (hot.key() != null && hot.keyShare() >= MOST_OF_THE_SLOT) {
            return List.of(new Advice(
                    "hot_key",
                    Weight.WARN,
                    Said.of("hot_key", "A hot key"),
                    new Said(
                            "hot_key_seen",
                            Map.of(
                                    "slot",
                                    hot.slot(),
                                    "share",
                                    Say.share(hot.share()),
                                    "perSecond",
                                    Math.round(hot.operations()),
                                    "keyShare",
                                    Say.share(hot.keyShare())),
                            seen + "; " + Say.percent(hot.keyShare()) + " of them are for one key."),
                    Said.of(
                            "hot_key_todo",
                            "Let clients read it from any replica (READONLY) or keep it near them (CLIENT TRACKING); or"
                                    + " split it into several keys."),
                    nodes,
                    hot.key(),
                    "/heat?metric=reads"));
        }
        return List.of(new Advice(
                "hot_slot",
                Weight.WARN,
                Said.of("hot_slot", "A hot slot"),
                new Said(
                        "hot_slot_seen",
                        Map.of(
                                "slot",
                                hot.slot(),
                                "share",
                                Say.share(hot.share()),
                                "perSecond",
                                Math.round(hot.operations())),
                        seen + ", and no single key is most of it."),
                Said.of(
                        "hot_slot_todo",
                        "Keys with the same {hash tag} share a slot: give those that need not be together different"
                                + " ones."),
                nodes,
                hot.key(),
                "/heat?metric=reads"));
    }
}
