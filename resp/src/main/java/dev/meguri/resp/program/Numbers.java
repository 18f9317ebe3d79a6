package dev.meguri.resp.program;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Numbers in arguments and values, read as strictly as Redis does. */
public final class Numbers {
    /** Digits after the point that INCRBYFLOAT keeps. */
    private static final int SCALE = 17;

    private static final int MANTISSA_BITS = 64;
    private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?inf(inity)?");
    private static final Pattern HEXADECIMAL = Pattern.compile("[+-]?0[xX][0-9a-fA-F]{1,64}");
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

    /** As C reads it. Null: it is infinite. @throws CommandException not a number */
    public static BigDecimal decimal(byte[] text) {
        String string = new String(text, StandardCharsets.ISO_8859_1);
        if (INFINITE.matcher(string).matches()) {
            return null;
        }
        if (HEXADECIMAL.matcher(string).matches()) {
            BigInteger size = new BigInteger(string.substring(string.indexOf('x') + string.indexOf('X') + 2), 16);
            return new BigDecimal(string.charAt(0) == '-' ? size.negate() : size);
        }
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

    /**
     * The nearest number of 64 significant binary digits: a "long double" as Redis' computations have it, so that sums are the
     * same here.
     */
    public static BigDecimal longDouble(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal size = number.abs();
        int exponent = size.toBigInteger().bitLength();
        if (exponent == 0) {
            // Below 1: 3.33 binary digits per zero after the point are a first guess.
            exponent = -(int) ((size.scale() - size.precision()) * 3.33);
            while (size.compareTo(power(exponent - 1)) < 0) {
                exponent--;
            }
            while (size.compareTo(power(exponent)) >= 0) {
                exponent++;
            }
        }
        int shift = MANTISSA_BITS - exponent;
        return number.multiply(power(shift)).setScale(0, RoundingMode.HALF_EVEN).multiply(power(-shift));
    }

    /** Two to the power, exactly. */
    private static BigDecimal power(int exponent) {
        BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(exponent)));
        return exponent < 0 ? BigDecimal.ONE.divide(power) : power;
    }

    /** As INCRBYFLOAT stores it: without exponent, without zeros at the end. */
    public static byte[] text(BigDecimal number) {
        BigDecimal rounded = number.setScale(Math.min(SCALE, Math.max(0, number.scale())), RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return (rounded.signum() == 0 ? "0" : rounded.toPlainString()).getBytes(StandardCharsets.US_ASCII);
    }
}
