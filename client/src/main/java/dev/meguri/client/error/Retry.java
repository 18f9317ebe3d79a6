package dev.meguri.client.error;

/** What comes of it when a call that failed is made again, as it was. */
public enum Retry {
    /** Nothing was changed by the call: it may be made again, and may succeed. */
    SAFE,
    /** It may have been made: again only with the same token ({@link InDoubtException#token}), else it may be made twice. */
    ONLY_WITH_TOKEN,
    /** Nothing was changed, and the same call fails again until somebody changes something else. */
    USELESS
}
