package dev.meguri.resp.command;

import java.nio.charset.StandardCharsets;

/** Commands by their names, in whatever letters: found in the bytes that came, without a string of them. */
public final class CommandTable {
    /** A power of two, well above the number of commands, so that chains are short. */
    private static final int PLACES = 512;

    private static final Command[] TABLE = new Command[PLACES];
    private static final byte[][] NAMES = new byte[PLACES][];

    static {
        for (Command command : Command.values()) {
            byte[] name = command.text().getBytes(StandardCharsets.US_ASCII);
            int place = hash(name, 0, name.length);
            while (TABLE[place] != null) {
                place = (place + 1) & (PLACES - 1);
            }
            TABLE[place] = command;
            NAMES[place] = name;
        }
    }

    private CommandTable() {}

    /** Null: there is no such command. */
    public static Command find(byte[] bytes, int from, int length) {
        for (int place = hash(bytes, from, length); TABLE[place] != null; place = (place + 1) & (PLACES - 1)) {
            if (isSame(NAMES[place], bytes, from, length)) {
                return TABLE[place];
            }
        }
        return null;
    }

    public static Command find(byte[] name) {
        return find(name, 0, name.length);
    }

    private static boolean isSame(byte[] name, byte[] bytes, int from, int length) {
        if (name.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name[i] != small(bytes[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static int hash(byte[] bytes, int from, int length) {
        int h = length;
        for (int i = 0; i < Math.min(length, 24); i++) {
            h = h * 31 + small(bytes[from + i]);
        }
        return (h ^ (h >>> 9)) & (PLACES - 1);
    }

    private static byte small(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
}
