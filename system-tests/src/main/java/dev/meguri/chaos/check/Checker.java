package dev.meguri.chaos.check;

import java.util.List;

/** One promise, held against what happened. Pure. */
public interface Checker {
    List<Violation> check(Evidence evidence);
}
