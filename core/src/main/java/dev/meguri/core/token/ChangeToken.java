package dev.meguri.core.token;

import dev.meguri.core.version.Version;

/** The name of one change, 128 bits: whoever asks for it again with the same name wants the same change, not another one. */
public record ChangeToken(long high, long low) {
    /** Of a change that a coordinator passes on: no two changes share a version. */
    public static ChangeToken of(Version version) {
        return new ChangeToken(version.time(), version.hash64());
    }

    @Override
    public String toString() {
        return Long.toHexString(high) + "." + Long.toHexString(low);
    }
}
