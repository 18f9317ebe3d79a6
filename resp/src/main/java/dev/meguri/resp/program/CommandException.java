package dev.meguri.resp.program;

/** A command that is refused: nothing was changed. The message is the whole answer, its code included. */
public final class CommandException extends RuntimeException {
    public CommandException(String answer) {
        super(answer, null, false, false);
    }
}
