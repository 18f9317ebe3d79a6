package dev.meguri.core.conflict;

import java.util.Arrays;

/**
 * {@code max} and {@code min}: the greatest or the least of 64-bit integers in decimal. A number wins over what is none; of
 * two that are none, the greater or lesser bytes stay. {@code 007} is the number 7, and is kept as written while it wins.
 */
final class Extreme implements Resolver {
    static final Extreme MAX = new Extreme("max", 1);
    static final Extreme MIN = new Extreme("min", -1);

    private final String name;
    private final int sign;

    private Extreme(String name, int sign) {
        this.name = name;
        this.sign = sign;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sibling merge(Sibling one, Sibling other) {
        return compare(one, other) >= 0 ? one : other;
    }

    /** A total order: by number, by bytes, by type. */
    private int compare(Sibling one, Sibling other) {
        Long number = number(one);
        Long otherNumber = number(other);
        if ((number == null) != (otherNumber == null)) {
            return number == null ? -1 : 1;
        }
        int byNumber = number == null ? 0 : number.compareTo(otherNumber);
        if (byNumber != 0) {
            return sign * byNumber;
        }
        int byBytes = Arrays.compareUnsigned(one.value(), other.value());
        return byBytes != 0 ? sign * byBytes : one.contentType().compareTo(other.contentType());
    }

    private static Long number(Sibling sibling) {
        if (sibling.value().length == 0 || sibling.value().length > 20) {
            return null;
        }
        try {
            return Long.valueOf(sibling.text());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
