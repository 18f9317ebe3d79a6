package dev.meguri.bench.duel;

/** What a figure is to reach. */
public sealed interface Goal {
    boolean isMet(Figure figure);

    String text();

    /** Median over the peer's median. */
    record RatioAtLeast(double least) implements Goal {
        @Override
        public boolean isMet(Figure figure) {
            return figure.ratio() >= least;
        }

        @Override
        public String text() {
            return ">= " + least + " x";
        }
    }

    /** As {@link RatioAtLeast}, of what is better when it is less. */
    record RatioAtMost(double most) implements Goal {
        @Override
        public boolean isMet(Figure figure) {
            return figure.ratio() <= most;
        }

        @Override
        public String text() {
            return "<= " + most + " x";
        }
    }

    /** The median alone, in the figure's unit. */
    record ValueAtMost(double most, String unit) implements Goal {
        @Override
        public boolean isMet(Figure figure) {
            return figure.ours().median() <= most;
        }

        @Override
        public String text() {
            return "<= " + (most == Math.rint(most) ? Long.toString((long) most) : Double.toString(most)) + " " + unit;
        }
    }

    /** Shown for comparison only. */
    record None() implements Goal {
        @Override
        public boolean isMet(Figure figure) {
            return true;
        }

        @Override
        public String text() {
            return "";
        }
    }
}
