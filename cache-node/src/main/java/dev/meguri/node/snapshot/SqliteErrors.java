package dev.meguri.node.snapshot;

import java.sql.SQLException;

/** What SQLite's result codes (https://sqlite.org/rescode.html) mean for people. */
final class SqliteErrors {
    private static final int ERROR = 1;
    private static final int BUSY = 5;
    private static final int READONLY = 8;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int NOT_A_DATABASE = 26;

    private SqliteErrors() {}

    /** Whether what is on the disk is at fault, and not the disk or its rights. */
    static boolean isCorruption(SQLException e) {
        int code = code(e);
        return code == CORRUPT || code == NOT_A_DATABASE || code == ERROR;
    }

    static String inWords(Exception e) {
        if (e instanceof SQLException sql) {
            return switch (code(sql)) {
                case FULL -> "the disk is full";
                case BUSY -> "another process has locked it";
                case READONLY -> "the database is read-only";
                case CORRUPT, NOT_A_DATABASE -> "the database is corrupt";
                default -> e.getMessage();
            };
        }
        return e.toString();
    }

    /** The primary code: the lower 8 bits. */
    private static int code(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() != 0) {
                return sql.getErrorCode() & 0xFF;
            }
        }
        return 0;
    }
}
