package dev.meguri.bench.load;

import java.nio.charset.StandardCharsets;

/** What a client is asked to do with a key. */
public enum KeyCommand {
    SET {
        @Override
        void run(KeyClient client, byte[] key, byte[] value) throws Exception {
            client.set(key, value);
        }
    },

    /** Fails where the value is not there, or is of another length. */
    GET {
        @Override
        void run(KeyClient client, byte[] key, byte[] value) throws Exception {
            byte[] found = client.get(key);
            if (found == null || found.length != value.length) {
                throw new IllegalStateException(new String(key, StandardCharsets.ISO_8859_1) + " has "
                        + (found == null ? "no value" : "a value of " + found.length + " bytes"));
            }
        }
    };

    /** @param value to set, or as long as the one to find */
    abstract void run(KeyClient client, byte[] key, byte[] value) throws Exception;
}
