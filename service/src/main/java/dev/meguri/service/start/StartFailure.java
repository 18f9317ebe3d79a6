package dev.meguri.service.start;

/** Why the process cannot start, or go on: one line for people that names the way out. The process ends with status 1. */
public final class StartFailure extends RuntimeException {
    public StartFailure(String line) {
        super(line, null, false, false);
    }
}
