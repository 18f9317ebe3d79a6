package dev.meguri.resp.push;

import java.util.Arrays;

/** Bytes that name something, a channel or a pattern: equal where the bytes are. The array must not be changed. */
public record Name(byte[] bytes) {
    @Override
    public boolean equals(Object o) {
        return o instanceof Name other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
