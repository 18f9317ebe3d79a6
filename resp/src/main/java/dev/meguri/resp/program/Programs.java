package dev.meguri.resp.program;

import dev.meguri.resp.command.Command;
import java.util.EnumMap;
import java.util.Map;

/** Which program a command runs. */
public final class Programs {
    private static final Map<Command, Program> PROGRAMS = new EnumMap<>(Command.class);

    static {
        PROGRAMS.put(Command.GET, Strings::get);
        PROGRAMS.put(Command.MGET, Strings::mget);
        PROGRAMS.put(Command.SET, Strings::set);
        PROGRAMS.put(Command.SETNX, Strings::setnx);
        PROGRAMS.put(Command.SETEX, Strings.setex("EX", "setex"));
        PROGRAMS.put(Command.PSETEX, Strings.setex("PX", "psetex"));
        PROGRAMS.put(Command.GETSET, Strings::getset);
        PROGRAMS.put(Command.GETDEL, Strings::getdel);
        PROGRAMS.put(Command.GETEX, Strings::getex);
        PROGRAMS.put(Command.MSET, Strings::mset);
        PROGRAMS.put(Command.MSETNX, Strings::msetnx);
        PROGRAMS.put(Command.APPEND, Strings::append);
        PROGRAMS.put(Command.STRLEN, Strings::strlen);
        PROGRAMS.put(Command.GETRANGE, Strings::getrange);
        PROGRAMS.put(Command.SUBSTR, Strings::getrange);
        PROGRAMS.put(Command.SETRANGE, Strings::setrange);
        PROGRAMS.put(Command.LCS, Lcs::run);
        PROGRAMS.put(Command.INCR, Counters.by(1));
        PROGRAMS.put(Command.DECR, Counters.by(-1));
        PROGRAMS.put(Command.INCRBY, Counters::incrby);
        PROGRAMS.put(Command.DECRBY, Counters::decrby);
        PROGRAMS.put(Command.INCRBYFLOAT, Counters::incrbyfloat);
        PROGRAMS.put(Command.GETBIT, Bits::getbit);
        PROGRAMS.put(Command.SETBIT, Bits::setbit);
        PROGRAMS.put(Command.BITCOUNT, Bits::bitcount);
        PROGRAMS.put(Command.EXPIRE, Expiries.expire(true, false, "expire"));
        PROGRAMS.put(Command.PEXPIRE, Expiries.expire(false, false, "pexpire"));
        PROGRAMS.put(Command.EXPIREAT, Expiries.expire(true, true, "expireat"));
        PROGRAMS.put(Command.PEXPIREAT, Expiries.expire(false, true, "pexpireat"));
        PROGRAMS.put(Command.PERSIST, Expiries::persist);
        PROGRAMS.put(Command.TTL, Expiries::ttl);
        PROGRAMS.put(Command.PTTL, Expiries::pttl);
        PROGRAMS.put(Command.EXPIRETIME, Expiries::expiretime);
        PROGRAMS.put(Command.PEXPIRETIME, Expiries::pexpiretime);
        PROGRAMS.put(Command.DEL, Keys::del);
        PROGRAMS.put(Command.UNLINK, Keys::del);
        PROGRAMS.put(Command.EXISTS, Keys::exists);
        PROGRAMS.put(Command.TOUCH, Keys::exists);
        PROGRAMS.put(Command.TYPE, Keys::type);
        PROGRAMS.put(Command.OBJECT, Keys::object);
        PROGRAMS.put(Command.MEMORY, Keys::memoryUsage);
        PROGRAMS.put(Command.RENAME, Keys::rename);
        PROGRAMS.put(Command.RENAMENX, Keys::renamenx);
        PROGRAMS.put(Command.COPY, Keys::copy);
    }

    private Programs() {}

    /** What has to be right before the keys of a command can be looked for. @throws CommandException it is not */
    public static void requireKeys(Command command, byte[][] arguments) {
        if (command == Command.OBJECT) {
            Keys.requireObject(arguments);
        }
    }

    /** Null: the command is about something other than keys. */
    public static Program of(Command command) {
        return PROGRAMS.get(command);
    }
}
