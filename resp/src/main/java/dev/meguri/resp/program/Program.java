package dev.meguri.resp.program;

import dev.meguri.resp.codec.RespWriter;

/** What a command makes of keys: a pure function of its arguments and of what is there. May be run again. */
@FunctionalInterface
public interface Program {
    /**
     * Writes exactly one answer.
     *
     * @param arguments the name first; as many as the command accepts
     * @throws CommandException before anything was written or changed
     */
    void run(byte[][] arguments, Keyspace keys, RespWriter out);
}
