package dev.meguri.node.rest;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.store.Entry;
import dev.meguri.core.version.Version;
import jakarta.ws.rs.core.HttpHeaders;

/** {@code If-Match} and {@code If-None-Match} (RFC 9110, section 13) as conditions of operations. */
final class Preconditions {
    private static final String ANY = "*";
    private static final char LINEAGE = '~';

    private Preconditions() {}

    /** @throws ProblemException when a header is malformed, or both are there */
    static Condition ofWrite(String ifMatch, String ifNoneMatch) {
        if (ifMatch != null && ifNoneMatch != null) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST,
                    HttpHeaders.IF_NONE_MATCH,
                    "If-Match and If-None-Match exclude each other; send one of them.");
        }
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals(ANY)) {
            throw new ProblemException(
                    ErrorCode.INVALID_VERSION,
                    HttpHeaders.IF_NONE_MATCH,
                    "A write takes only If-None-Match: *, which stores where the key is absent.");
        }
        return ifNoneMatch != null ? Condition.IF_ABSENT : ofMatch(ifMatch);
    }

    /** @param ifMatch null: no condition */
    static Condition ofMatch(String ifMatch) {
        if (ifMatch == null) {
            return Condition.ALWAYS;
        }
        String text = ifMatch.strip();
        return text.equals(ANY) ? Condition.IF_PRESENT : exactly(text);
    }

    private static Condition exactly(String text) {
        boolean oneTag = text.length() > 2 && text.indexOf('"', 1) == text.length() - 1;
        if (oneTag && text.startsWith("\"")) {
            int end = text.indexOf(LINEAGE);
            try {
                Version version = Version.parse(text.substring(1, end < 0 ? text.length() - 1 : end));
                long lineage = end < 0 ? 0 : Long.parseUnsignedLong(text, end + 1, text.length() - 1, 16);
                return new Condition.IfVersion(version, lineage);
            } catch (IllegalArgumentException e) {
                throw malformed();
            }
        }
        throw malformed();
    }

    private static ProblemException malformed() {
        return new ProblemException(
                ErrorCode.INVALID_VERSION,
                HttpHeaders.IF_MATCH,
                "If-Match must name one version as an ETag has it, in quotes, such as"
                        + " \"18f3a2b4c5d60000-1-node-1\", or be *.");
    }

    /** Whether a reader who has what {@code If-None-Match} names has this version. */
    static boolean isKnown(String ifNoneMatch, Entry entry) {
        if (ifNoneMatch == null) {
            return false;
        }
        if (ifNoneMatch.strip().equals(ANY)) {
            return true;
        }
        String etag = etag(entry);
        for (String one : ifNoneMatch.split(",")) {
            String tag = one.strip();
            if (tag.equals(etag) || tag.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    static String etag(Version version) {
        return "\"" + version + "\"";
    }

    /** A value that a resolver may have made of several shows which: one version may be the newest in many of them. */
    static String etag(Entry entry) {
        return entry.lineage().isNone()
                ? etag(entry.version())
                : "\"" + entry.version() + LINEAGE
                        + Long.toHexString(entry.lineage().hash64()) + "\"";
    }
}
