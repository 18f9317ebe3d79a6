package dev.meguri.node.resp;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.Key;
import dev.meguri.resp.codec.RespDecoder;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.command.CommandTable;

/** One command as it came. */
final class Request {
    /** Of a command that is known nobody looks at the name any more. */
    private static final byte[] NAME = new byte[0];

    /** Null: nobody knows it. */
    final Command command;

    /** The first one is its name, where it is not known. */
    final byte[][] arguments;

    private final Key firstKey;
    private final int bytes;

    Request(Command command, byte[][] arguments) {
        this.command = command;
        this.arguments = arguments;
        this.firstKey = firstKey(command, arguments);
        int sum = 0;
        for (byte[] argument : arguments) {
            sum += argument.length;
        }
        this.bytes = sum;
    }

    /** Of the command that the decoder hands out. */
    static Request of(RespDecoder decoder) {
        Command command = CommandTable.find(decoder.source(), decoder.offset(0), decoder.length(0));
        byte[][] arguments = new byte[decoder.count()][];
        arguments[0] = command == null ? decoder.argument(0) : NAME;
        for (int i = 1; i < arguments.length; i++) {
            arguments[i] = decoder.argument(i);
        }
        return new Request(command, arguments);
    }

    private static Key firstKey(Command command, byte[][] arguments) {
        if (command == null || command.firstKey() <= 0 || command.firstKey() >= arguments.length) {
            return null;
        }
        byte[] bytes = arguments[command.firstKey()];
        return bytes.length == 0 || bytes.length > Limits.MAX_KEY_BYTES ? null : Key.of(bytes);
    }

    /** Null: it has none, or one that no cluster holds. */
    Key firstKey() {
        return firstKey;
    }

    /** Of all arguments. */
    int bytes() {
        return bytes;
    }
}
