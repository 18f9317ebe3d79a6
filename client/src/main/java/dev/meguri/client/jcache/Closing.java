package dev.meguri.client.jcache;

import java.lang.System.Logger.Level;

/** What an application gave to a cache is closed with it. */
final class Closing {
    private static final System.Logger LOG = System.getLogger(Closing.class.getName());

    private Closing() {}

    /** @param part null, or anything */
    static void quietly(Object part) {
        if (part instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "a part of a cache failed to close: " + part.getClass(), e);
            }
        }
    }
}
