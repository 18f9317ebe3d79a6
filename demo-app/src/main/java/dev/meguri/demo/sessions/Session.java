package dev.meguri.demo.sessions;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of somebody who has logged in. Immutable; each change makes another.
 *
 * @param name 1 to 40 characters
 * @param cart how many of each product, by its number
 * @param visits how often the page was opened
 */
public record Session(String name, SortedMap<Integer, Integer> cart, long visits, long createdAtMillis) {
    static final int MAX_NAME = 40;
    /** Different products in a cart. */
    static final int MAX_LINES = 20;

    static final int MAX_QUANTITY = 999;

    static Session of(String name, long nowMillis) {
        String trimmed = name == null ? "" : name.strip();
        int length = trimmed.codePointCount(0, trimmed.length());
        if (length < 1 || length > MAX_NAME || trimmed.codePoints().anyMatch(Character::isISOControl)) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, "name", "name must be 1 to " + MAX_NAME + " printable characters");
        }
        return new Session(trimmed, new TreeMap<>(), 0, nowMillis);
    }

    Session visited() {
        return new Session(name, cart, visits + 1, createdAtMillis);
    }

    /** @param change how many more, or fewer; no less than none are left */
    Session with(int productId, int change) {
        SortedMap<Integer, Integer> next = new TreeMap<>(cart);
        int quantity = Math.max(0, next.getOrDefault(productId, 0) + change);
        if (quantity > MAX_QUANTITY) {
            throw new ProblemException(
                    ErrorCode.INVALID_NUMBER, "change", "A cart holds " + MAX_QUANTITY + " of a product at most");
        }
        if (quantity == 0) {
            next.remove(productId);
        } else {
            next.put(productId, quantity);
        }
        if (next.size() > MAX_LINES) {
            throw new ProblemException(
                    ErrorCode.INVALID_NUMBER, "productId", "A cart holds " + MAX_LINES + " different products at most");
        }
        return new Session(name, next, visits, createdAtMillis);
    }
}
