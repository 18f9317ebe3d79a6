package dev.meguri.resp;

/** Every named bound of a connection that speaks the Redis protocol. */
public final class RespLimits {
    /** Arguments of a command before authentication: enough for HELLO with AUTH and SETNAME. */
    public static final int BEFORE_AUTH_ARGUMENTS = 10;

    /** Bytes of one argument before authentication. */
    public static final int BEFORE_AUTH_ARGUMENT_BYTES = 16 * 1024;

    /** Bytes of a command that is not whole yet, before authentication. */
    public static final int BEFORE_AUTH_COMMAND_BYTES = 1024 * 1024;

    /** Arguments of a command. High: one client makes a node work for long at one go; low: large MSETs are refused. */
    public static final int MAX_ARGUMENTS = 65_536;

    /** Bytes of one argument: no value is larger (8 MiB). */
    public static final int MAX_ARGUMENT_BYTES = 8 * 1024 * 1024;

    /** Bytes of one command, all arguments together, and so of what is kept of one that is not whole yet. */
    public static final int MAX_COMMAND_BYTES = 64 * 1024 * 1024;

    /** Bytes of a line: an inline command, or a length. */
    public static final int MAX_LINE_BYTES = 64 * 1024;

    /** Commands of one connection that wait for their answers; then no more is read from it until some are answered. */
    public static final int MAX_COMMANDS_IN_FLIGHT = 4_096;

    /** Bytes of the commands of one connection that wait for their answers; then no more is worked on until some are answered. */
    public static final int PAUSE_COMMAND_BYTES = 16 * 1024 * 1024;

    /** The same, of what those commands may answer, as far as that can be told before. One command alone may answer more. */
    public static final int PAUSE_ANSWER_BYTES = 8 * 1024 * 1024;

    /** Bytes of one answer. Low: large MGETs are refused; high: a few clients that ask for everything at once take the node's memory. */
    public static final int MAX_ANSWER_BYTES = 32 * 1024 * 1024;

    /** Bytes of answers that a client has not fetched: it is cut off. */
    public static final int MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

    /** The same, after which no more commands are read from the client until it fetched some. */
    public static final int PAUSE_OUTPUT_BYTES = 1024 * 1024;

    /** Commands of a transaction. */
    public static final int MAX_QUEUED_COMMANDS = 16_384;

    /** Bytes of the arguments of a transaction's commands. */
    public static final int MAX_QUEUED_BYTES = 16 * 1024 * 1024;

    /** Connections of one node. */
    public static final int MAX_CONNECTIONS = 10_000;

    /** Of a connection: what a client calls itself. */
    public static final int MAX_NAME_BYTES = 1024;

    /** Bytes of the name of a channel, or of a pattern. */
    public static final int MAX_CHANNEL_BYTES = 8 * 1024;

    /** Of a connection: bytes of all that it subscribed to, with what each costs. */
    public static final int MAX_SUBSCRIPTION_BYTES = 16 * 1024 * 1024;

    /** Bytes of pushed messages that a client has not fetched: it is cut off, as by Redis' limit for subscribers. */
    public static final int MAX_PUSHED_BYTES = 32 * 1024 * 1024;

    /**
     * Of a node: bytes of what it knows of keys that clients cached, names included. Low: clients are told of changes that there
     * were none of; high: memory.
     */
    public static final int MAX_TRACKING_BYTES = 64 * 1024 * 1024;

    /** Of a connection: prefixes whose keys it is told of. Each costs a comparison per write. */
    public static final int MAX_TRACKING_PREFIXES = 64;

    /**
     * Of a node's heap, one part in so many: what all its connections together may keep of commands and answers. Then the one that
     * keeps most is cut off.
     */
    public static final int CLIENT_MEMORY_PART = 6;

    private RespLimits() {}
}
