package dev.meguri.node.resp;

import dev.meguri.core.lease.LeaseKey;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Programs;
import java.util.LinkedHashSet;
import java.util.Set;

/** The keys that a command names. */
final class CommandKeys {
    static final String CROSS_SLOT = "CROSSSLOT Keys in request don't hash to the same slot";

    private CommandKeys() {}

    /** @throws CommandException not a key that this cluster can hold */
    static Key key(byte[] bytes) {
        return checked(ofAnybody(bytes));
    }

    /** The cluster's own keys, too. @throws CommandException not a key */
    static Key ofAnybody(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > Limits.MAX_KEY_BYTES) {
            throw new CommandException("ERR a key has 1 to " + Limits.MAX_KEY_BYTES + " bytes, not " + bytes.length);
        }
        return Key.of(bytes);
    }

    /** @throws CommandException keys of this name are not for clients */
    static Key checked(Key key) {
        if (ClearKey.isReserved(key.bytes()) || LeaseKey.is(key)) {
            throw new CommandException("ERR keys of this name are the cluster's own");
        }
        return key;
    }

    /** Each once. @throws CommandException they are not of one slot */
    static Key[] keys(Command command, byte[][] arguments) {
        Programs.requireKeys(command, arguments);
        Key first = key(arguments[command.firstKey()]);
        int last = command.lastKey(arguments.length);
        if (last == command.firstKey()) {
            return new Key[] {first};
        }
        Set<Key> keys = new LinkedHashSet<>();
        keys.add(first);
        for (int i = command.firstKey() + command.keyStep(); i <= last; i += command.keyStep()) {
            Key key = key(arguments[i]);
            if (key.slot(Slots.COUNT) != first.slot(Slots.COUNT)) {
                throw new CommandException(CROSS_SLOT);
            }
            keys.add(key);
        }
        return keys.toArray(Key[]::new);
    }
}
