package dev.meguri.node.resp;

import java.nio.charset.StandardCharsets;

/** Text as bytes. */
final class Utf8 {
    private Utf8() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
