package dev.meguri.resp.program;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Numbers in arguments and values, read as strictly as Redis does. */
public final class Numbers {
    /** Digits after the point that INCRBYFLOAT keeps. */
    private static final int SCALE = 17;
    /** Bytes that a number may have: longer ones are none. */
    private static final int MAX_FLOAT_BYTES = 255;
    /** Beyond such exponents a number is infinite, or nothing: they are not computed. */
    private static final int MAX_EXPONENT = 4_932;

    private Numbers() {}

    /** A whole number in its one decimal form: no space, no plus, no leading zeros. */
    public static long integer(byte[] text) {
        int length = text.length;
        boolean negative = length > 0 && text[0] == '-';
        int at = negative ? 1 : 0;
        boolean leadingZero = length - at > 1 && text[at] == '0';
        if (length - at < 1 || length - at > 19 || leadingZero || negative && text[at] == '0') {
            throw new CommandException(Errors.NOT_AN_INTEGER);
        }
        long value = 0;
        for (; at < length; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                throw new CommandException(Errors.NOT_AN_INTEGER);
            }
            // counted down: there is one negative number more
            long next = value * 10 - digit;
            if (value < Long.MIN_VALUE / 10 || next > 0 || next > value * 10) {
                throw new CommandException(Errors.NOT_AN_INTEGER);
            }
            value = next;
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw new CommandException(Errors.NOT_AN_INTEGER);
        }
        return negative ? value : -value;
    }

    public static long sum(long one, long other) {
        long sum = one + other;
        if (((one ^ sum) & (other ^ sum)) < 0) {
            throw new CommandException(Errors.OVERFLOW);
        }
        return sum;
    }

    /** There is no positive number for the least one. */
    public static long negated(long number) {
        if (number == Long.MIN_VALUE) {
            throw new CommandException("ERR decrement would overflow");
        }
        return -number;
    }

    public static byte[] text(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws CommandException not a number, or infinite */
    public static BigDecimal decimal(byte[] text) {
        String string = new String(text, StandardCharsets.ISO_8859_1);
        if (text.length == 0 || text.length > MAX_FLOAT_BYTES) {
            throw new CommandException(Errors.NOT_A_FLOAT);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(string);
        } catch (NumberFormatException e) {
            throw new CommandException(Errors.NOT_A_FLOAT);
        }
        if (number.signum() != 0 && Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
            throw new CommandException(Errors.NOT_A_FLOAT);
        }
        return number;
    }

    /** As INCRBYFLOAT stores it: without exponent, without zeros at the end. */
    public static byte[] text(BigDecimal number) {
        BigDecimal rounded = number.setScale(Math.min(SCALE, Math.max(0, number.scale())), RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return (rounded.signum() == 0 ? "0" : rounded.toPlainString()).getBytes(StandardCharsets.US_ASCII);
    }
}
