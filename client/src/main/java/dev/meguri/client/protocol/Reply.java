package dev.meguri.client.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One value of RESP3, as a node answers it. */
public sealed interface Reply {
    Reply NOTHING = new Nothing();

    /** A bulk or verbatim string. */
    record Bulk(byte[] bytes) implements Reply {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    record Text(String text) implements Reply {}

    record Number(long value) implements Reply {}

    record Truth(boolean value) implements Reply {}

    /** @param code the first word, as MOVED; @param message all of it */
    record Failure(String code, String message) implements Reply {}

    /** An array or a set. */
    record Many(List<Reply> values) implements Reply {}

    /** A map whose keys are text. */
    record Fields(Map<String, Reply> byName) implements Reply {}

    record Nothing() implements Reply {}

    /** What answers nothing: invalidations, messages. */
    record Push(List<Reply> values) implements Reply {}
}
