package dev.meguri.bench;

import dev.meguri.bench.duel.Figure;
import java.util.List;

/** One comparison, or one measure, that can be run by itself. */
public interface Bench {
    /** For {@code --only}. */
    String id();

    /** One line for people. */
    String what();

    /** Programs that it needs and that are not installed: then it is skipped. */
    default List<String> missing() {
        return List.of();
    }

    List<Figure> run(Setting setting);
}
