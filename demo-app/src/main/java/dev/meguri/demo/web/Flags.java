package dev.meguri.demo.web;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;

/** Yes and no, as requests carry them. */
public final class Flags {
    private Flags() {}

    /** @param text null: true */
    public static boolean useCache(String text) {
        if (text == null || text.equals("true")) {
            return true;
        }
        if (text.equals("false")) {
            return false;
        }
        throw new ProblemException(
                ErrorCode.INVALID_REQUEST, "cache", "cache must be true or false, not '" + text + "'");
    }
}
