package dev.meguri.core.conflict;

import java.util.regex.Pattern;

/** What a policy's field {@code conflict} may be. */
public final class ResolverNames {
    /** The newest version wins, and entries carry no vectors. */
    public static final String LAST_WRITER_WINS = "lww";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private ResolverNames() {}

    public static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }
}
