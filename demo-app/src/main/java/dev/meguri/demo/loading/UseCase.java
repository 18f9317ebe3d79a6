package dev.meguri.demo.loading;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is loaded through the cache: one on each page. */
public enum UseCase {
    /** Answers of somebody's slow API. */
    PRODUCTS,
    /** What a slow directory of users tells of who is logged in. */
    ACCOUNTS,
    /** Pictures that take long to compute. */
    TILES;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static UseCase of(String text) {
        return Arrays.stream(values())
                .filter(one -> one.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.INVALID_REQUEST,
                        "useCase",
                        "useCase must be one of "
                                + Arrays.stream(values()).map(UseCase::wire).collect(Collectors.joining(", "))
                                + ", not '" + text + "'"));
    }
}
