package dev.meguri.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error document (RFC 9457, {@code application/problem+json}).
 *
 * @param type {@code https://meguri.dev/problems/<code>}: an identifier, not an address to fetch
 * @param title the code in words, the same for every occurrence
 * @param status the HTTP status
 * @param detail this occurrence in one sentence, with the way out
 * @param code stable, see {@link ErrorCode}
 * @param field the request's field, parameter or header at fault; absent where there is none
 * @param retryable whether the same request may succeed later
 * @param inDoubt whether the change may have been made although this is an error
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String field,
        boolean retryable,
        boolean inDoubt) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ErrorCode code, String field, String detail) {
        boolean inDoubt = code == ErrorCode.IN_DOUBT;
        // A lost slot waits for an operator.
        boolean retryable = code != ErrorCode.SLOT_LOST
                && (code.status() == 503 || code.status() == 504 || code.status() == 502 || code.status() == 429);
        return new Problem(
                "https://meguri.dev/problems/" + code.wire(),
                code.title(),
                code.status(),
                detail,
                code.wire(),
                field,
                retryable,
                inDoubt);
    }
}
