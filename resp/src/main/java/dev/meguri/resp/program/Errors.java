package dev.meguri.resp.program;

/** Answers of commands that are refused, as Redis words them. */
public final class Errors {
    public static final String SYNTAX = "ERR syntax error";
    public static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";
    public static final String NOT_A_FLOAT = "ERR value is not a valid float";
    public static final String OVERFLOW = "ERR increment or decrement would overflow";
    public static final String NO_SUCH_KEY = "ERR no such key";
    public static final String TOO_LONG = "ERR string exceeds maximum allowed size (proto-max-bulk-len)";

    private Errors() {}

    public static CommandException syntax() {
        return new CommandException(SYNTAX);
    }

    public static CommandException invalidExpiry(String command) {
        return new CommandException("ERR invalid expire time in '" + command + "' command");
    }

    public static CommandException wrongArguments(String command) {
        return new CommandException("ERR wrong number of arguments for '" + command + "' command");
    }

    public static CommandException unknownSubcommand(String subcommand, String command) {
        return new CommandException("ERR unknown subcommand '" + subcommand + "'. Try " + command + " HELP.");
    }
}
