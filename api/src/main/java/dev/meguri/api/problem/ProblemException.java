package dev.meguri.api.problem;

/** An error that a client is to see as a {@link Problem}. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(ErrorCode code, String field, String detail) {
        this(Problem.of(code, field, detail));
    }

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
