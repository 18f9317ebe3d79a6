package dev.meguri.core.token;

import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Changes with tokens of one kind, a bounded number of them. When the oldest has to go before its time,
 * {@code forgottenMillis} remembers that, or {@code forgotten} where its token does not tell its time. Immutable.
 *
 * @param made oldest first
 * @param forgottenMillis tokens of this time or before may have been forgotten; 0: none were
 * @param askedMillis until then, somebody may ask with one that was forgotten
 * @param forgotten the same of tokens that do not tell their time: by name, as many as there is room for
 */
public record Remembered(List<Made> made, long forgottenMillis, long askedMillis, Forgotten forgotten) {
    static final Remembered NOTHING = new Remembered(List.of(), 0, 0, Forgotten.NOTHING);

    private static final Comparator<Made> AGE = Comparator.comparingLong(Made::keepMillis)
            .thenComparingLong(made -> made.token().high())
            .thenComparingLong(made -> made.token().low());

    public Remembered {
        made = List.copyOf(made);
    }

    boolean isEmpty() {
        return made.isEmpty() && askedMillis == 0;
    }

    Made find(ChangeToken token) {
        for (int i = made.size() - 1; i >= 0; i--) {
            if (made.get(i).token().equals(token)) {
                return made.get(i);
            }
        }
        return null;
    }

    boolean mayHaveForgotten(Once once) {
        return once.sinceMillis() == 0 ? forgotten.has(once.token()) : once.sinceMillis() <= forgottenMillis;
    }

    Remembered at(long nowMillis) {
        Forgotten stillForgotten = forgotten.at(nowMillis);
        boolean all = stillForgotten == forgotten && (askedMillis == 0 || askedMillis > nowMillis);
        for (int i = 0; i < made.size() && all; i++) {
            all = made.get(i).keepMillis() > nowMillis;
        }
        if (all) {
            return this;
        }
        List<Made> kept = new ArrayList<>(made.size());
        for (Made one : made) {
            if (one.keepMillis() > nowMillis) {
                kept.add(one);
            }
        }
        return askedMillis > nowMillis
                ? new Remembered(kept, forgottenMillis, askedMillis, stillForgotten)
                : new Remembered(kept, 0, 0, Forgotten.NOTHING);
    }

    /** With one more; the oldest makes room for it. */
    Remembered with(Made one, int most, long nowMillis) {
        Remembered before = at(nowMillis);
        List<Made> all = new ArrayList<>(before.made.size() + 1);
        all.addAll(before.made);
        all.add(one);
        return before.bounded(all, most);
    }

    /** With what another one remembers, too: the same on both sides, whoever is asked. */
    Remembered merged(Remembered other, int most) {
        // mostly one of them remembers one change more, which its number tells sooner than all the changes
        if (other.isEmpty() || made.size() == other.made.size() && equals(other)) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        List<Made> all = new ArrayList<>(made);
        for (Made one : other.made) {
            if (find(one.token()) == null) {
                all.add(one);
            }
        }
        all.sort(AGE);
        Remembered both = new Remembered(
                List.of(),
                Math.max(forgottenMillis, other.forgottenMillis),
                Math.max(askedMillis, other.askedMillis),
                forgotten.merged(other.forgotten));
        return both.bounded(all, most);
    }

    /** The newest of {@code all}; that the others were forgotten is known beside what is known of here. */
    private Remembered bounded(List<Made> all, int most) {
        long forgottenTo = forgottenMillis;
        long asked = askedMillis;
        Forgotten names = forgotten;
        while (all.size() > most) {
            Made oldest = all.remove(0);
            forgottenTo = Math.max(forgottenTo, oldest.sinceMillis());
            asked = Math.max(asked, oldest.keepMillis());
            names = oldest.sinceMillis() == 0 ? names.with(oldest) : names;
        }
        return new Remembered(all, forgottenTo, asked, names);
    }

    Remembered renamed(Version version, Version other) {
        if (made.isEmpty()) {
            return this;
        }
        List<Made> all = new ArrayList<>(made.size());
        for (Made one : made) {
            all.add(one.version().equals(version) ? one.under(other) : one);
        }
        return new Remembered(all, forgottenMillis, askedMillis, forgotten);
    }
}
