package dev.meguri.client.near;

import dev.meguri.core.version.Version;

/** The order of versions as nodes tell them. */
final class Versions {
    /** What follows it tells values of one version apart that a resolver made; they have no order. */
    private static final char LINEAGE = '~';

    private Versions() {}

    /** @throws IllegalArgumentException it is none */
    static void require(String version) {
        parsed(version);
    }

    static boolean isOlder(String version, String than) {
        return !version.equals(than) && parsed(version).compareTo(parsed(than)) < 0;
    }

    private static Version parsed(String version) {
        int end = version.indexOf(LINEAGE);
        return Version.parse(end < 0 ? version : version.substring(0, end));
    }
}
