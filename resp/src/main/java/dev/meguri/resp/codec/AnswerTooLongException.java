package dev.meguri.resp.codec;

/** An answer would have more bytes than its writer may take. What was written of it by then is of no use. */
public final class AnswerTooLongException extends RuntimeException {
    AnswerTooLongException(int maxBytes) {
        super("ERR the answer would have more than " + maxBytes
                + " bytes; nothing was changed by this command, ask for less at once");
    }
}
