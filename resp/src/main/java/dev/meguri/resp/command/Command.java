package dev.meguri.resp.command;

import static dev.meguri.resp.command.Flag.ADMIN;
import static dev.meguri.resp.command.Flag.DENYOOM;
import static dev.meguri.resp.command.Flag.FAST;
import static dev.meguri.resp.command.Flag.LOADING;
import static dev.meguri.resp.command.Flag.NO_AUTH;
import static dev.meguri.resp.command.Flag.NO_MULTI;
import static dev.meguri.resp.command.Flag.PUBSUB;
import static dev.meguri.resp.command.Flag.READONLY;
import static dev.meguri.resp.command.Flag.STALE;
import static dev.meguri.resp.command.Flag.WRITE;
import static dev.meguri.resp.command.Group.CLUSTER;
import static dev.meguri.resp.command.Group.CONNECTION;
import static dev.meguri.resp.command.Group.GENERIC;
import static dev.meguri.resp.command.Group.MODULE;
import static dev.meguri.resp.command.Group.SERVER;
import static dev.meguri.resp.command.Group.STRING;
import static dev.meguri.resp.command.Group.TRANSACTIONS;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every command that a node knows, as COMMAND tells it: arity and places of keys are those of Redis. */
public enum Command {
    // connection
    AUTH(-2, CONNECTION, "1.0.0", "Authenticates the connection.", NO_AUTH, FAST, LOADING, STALE, NO_MULTI),
    CLIENT(-2, CONNECTION, "2.4.0", "Commands about connections.", LOADING, STALE, NO_MULTI),
    ECHO(2, CONNECTION, "1.0.0", "Returns the given string.", FAST, LOADING, STALE),
    HELLO(-1, CONNECTION, "6.0.0", "Handshakes with the server.", NO_AUTH, FAST, LOADING, STALE, NO_MULTI),
    PING(-1, CONNECTION, "1.0.0", "Returns the server's liveliness response.", FAST, LOADING, STALE),
    QUIT(-1, CONNECTION, "1.0.0", "Closes the connection.", NO_AUTH, FAST, LOADING, STALE, NO_MULTI),
    RESET(1, CONNECTION, "6.2.0", "Resets the connection.", NO_AUTH, FAST, LOADING, STALE, NO_MULTI),
    SELECT(2, CONNECTION, "1.0.0", "Changes the selected database; there is only 0.", FAST, LOADING, STALE),

    // strings
    APPEND(3, 1, STRING, "2.0.0", "Appends a string to the value of a key.", WRITE, DENYOOM, FAST),
    BITCOUNT(-2, 1, Group.BITMAP, "2.6.0", "Counts the number of set bits in a string.", READONLY),
    DECR(2, 1, STRING, "1.0.0", "Decrements the integer value of a key by one.", WRITE, DENYOOM, FAST),
    DECRBY(3, 1, STRING, "1.0.0", "Decrements a number from the integer value of a key.", WRITE, DENYOOM, FAST),
    GET(2, 1, STRING, "1.0.0", "Returns the string value of a key.", READONLY, FAST),
    GETBIT(3, 1, Group.BITMAP, "2.2.0", "Returns a bit value by offset.", READONLY, FAST),
    GETDEL(2, 1, STRING, "6.2.0", "Returns the string value of a key after deleting the key.", WRITE, FAST),
    GETEX(-2, 1, STRING, "6.2.0", "Returns the string value of a key after setting its expiration.", WRITE, FAST),
    GETRANGE(4, 1, STRING, "2.4.0", "Returns a substring of the string stored at a key.", READONLY),
    GETSET(3, 1, STRING, "1.0.0", "Returns the previous value of a key after setting it.", WRITE, DENYOOM, FAST),
    INCR(2, 1, STRING, "1.0.0", "Increments the integer value of a key by one.", WRITE, DENYOOM, FAST),
    INCRBY(3, 1, STRING, "1.0.0", "Increments the integer value of a key by a number.", WRITE, DENYOOM, FAST),
    INCRBYFLOAT(3, 1, STRING, "2.6.0", "Increments the number at a key by a fraction.", WRITE, DENYOOM, FAST),
    LCS(-3, 1, 2, 1, STRING, "7.0.0", "Finds the longest common substring.", READONLY),
    MGET(-2, 1, -1, 1, STRING, "1.0.0", "Returns the string values of one or more keys.", READONLY, FAST),
    MSET(-3, 1, -1, 2, STRING, "1.0.1", "Creates or modifies the string values of keys at once.", WRITE, DENYOOM),
    MSETNX(-3, 1, -1, 2, STRING, "1.0.1", "Creates keys at once, when none of them exists.", WRITE, DENYOOM),
    PSETEX(4, 1, STRING, "2.6.0", "Sets a value and its expiration in milliseconds.", WRITE, DENYOOM),
    SET(-3, 1, STRING, "1.0.0", "Sets the string value of a key.", WRITE, DENYOOM),
    SETBIT(4, 1, Group.BITMAP, "2.2.0", "Sets or clears the bit at offset of the string value.", WRITE, DENYOOM),
    SETEX(4, 1, STRING, "2.0.0", "Sets a value and its expiration in seconds.", WRITE, DENYOOM),
    SETNX(3, 1, STRING, "1.0.0", "Sets the value of a key only when the key doesn't exist.", WRITE, DENYOOM, FAST),
    SETRANGE(4, 1, STRING, "2.2.0", "Overwrites a part of a string value by an offset.", WRITE, DENYOOM),
    STRLEN(2, 1, STRING, "2.2.0", "Returns the length of a string value.", READONLY, FAST),
    SUBSTR(4, 1, STRING, "1.0.0", "Returns a substring from a string value.", READONLY),

    // keys
    COPY(-3, 1, 2, 1, GENERIC, "6.2.0", "Copies the value of a key to a new key.", WRITE, DENYOOM),
    DEL(-2, 1, -1, 1, GENERIC, "1.0.0", "Deletes one or more keys.", WRITE),
    EXISTS(-2, 1, -1, 1, GENERIC, "1.0.0", "Determines whether one or more keys exist.", READONLY, FAST),
    EXPIRE(-3, 1, GENERIC, "1.0.0", "Sets the expiration of a key in seconds.", WRITE, FAST),
    EXPIREAT(-3, 1, GENERIC, "1.2.0", "Sets the expiration of a key to a Unix time.", WRITE, FAST),
    EXPIRETIME(2, 1, GENERIC, "7.0.0", "Returns the expiration of a key as a Unix time.", READONLY, FAST),
    KEYS(2, GENERIC, "1.0.0", "Returns all key names of this node that match a pattern.", READONLY, NO_MULTI),
    OBJECT(-2, 2, GENERIC, "2.2.3", "Commands about how a value is kept.", READONLY),
    PERSIST(2, 1, GENERIC, "2.2.0", "Removes the expiration of a key.", WRITE, FAST),
    PEXPIRE(-3, 1, GENERIC, "2.6.0", "Sets the expiration of a key in milliseconds.", WRITE, FAST),
    PEXPIREAT(-3, 1, GENERIC, "2.6.0", "Sets the expiration of a key to a Unix milliseconds time.", WRITE, FAST),
    PEXPIRETIME(2, 1, GENERIC, "7.0.0", "Returns the expiration of a key as Unix milliseconds.", READONLY, FAST),
    PTTL(2, 1, GENERIC, "2.6.0", "Returns the time to live of a key in milliseconds.", READONLY, FAST),
    RANDOMKEY(1, GENERIC, "1.0.0", "Returns a random key name of this node.", READONLY, NO_MULTI),
    RENAME(3, 1, 2, 1, GENERIC, "1.0.0", "Renames a key and overwrites the destination.", WRITE),
    RENAMENX(3, 1, 2, 1, GENERIC, "1.0.0", "Renames a key when the target doesn't exist.", WRITE, FAST),
    SCAN(-2, GENERIC, "2.8.0", "Iterates over the key names of this node.", READONLY, NO_MULTI),
    TOUCH(-2, 1, -1, 1, GENERIC, "3.2.1", "Returns how many of the keys exist, and makes them warmer.", READONLY, FAST),
    TTL(2, 1, GENERIC, "1.0.0", "Returns the time to live of a key in seconds.", READONLY, FAST),
    TYPE(2, 1, GENERIC, "1.0.0", "Determines the type of value stored at a key.", READONLY, FAST),
    UNLINK(-2, 1, -1, 1, GENERIC, "4.0.0", "Deletes one or more keys.", WRITE, FAST),
    WAIT(3, GENERIC, "3.0.0", "Returns how many replicas confirmed this connection's writes.", NO_MULTI),

    // transactions
    DISCARD(1, TRANSACTIONS, "2.0.0", "Discards a transaction.", FAST, LOADING, STALE),
    EXEC(1, TRANSACTIONS, "1.2.0", "Executes all commands in a transaction.", LOADING, STALE),
    MULTI(1, TRANSACTIONS, "1.2.0", "Starts a transaction.", FAST, LOADING, STALE, NO_MULTI),
    UNWATCH(1, TRANSACTIONS, "2.2.0", "Forgets about watched keys of a transaction.", FAST, LOADING, STALE, NO_MULTI),
    WATCH(-2, 1, -1, 1, TRANSACTIONS, "2.2.0", "Watches keys, to decide whether EXEC runs.", FAST, NO_MULTI),

    // messages
    PSUBSCRIBE(-2, Group.PUBSUB, "2.0.0", "Listens to channels that match patterns.", PUBSUB, LOADING, STALE, NO_MULTI),
    PUBLISH(3, Group.PUBSUB, "2.0.0", "Sends a message to a channel.", PUBSUB, FAST, LOADING, STALE),
    PUBSUB_(-2, Group.PUBSUB, "2.8.0", "Commands about channels.", PUBSUB, LOADING, STALE, NO_MULTI),
    PUNSUBSCRIBE(-1, Group.PUBSUB, "2.0.0", "Stops listening to patterns.", PUBSUB, LOADING, STALE, NO_MULTI),
    SPUBLISH(3, 1, Group.PUBSUB, "7.0.0", "Sends a message to a channel of a slot.", PUBSUB, FAST, LOADING, STALE),
    SSUBSCRIBE(-2, 1, -1, 1, Group.PUBSUB, "7.0.0", "Listens to channels of a slot.", PUBSUB, LOADING, STALE, NO_MULTI),
    SUBSCRIBE(-2, Group.PUBSUB, "2.0.0", "Listens to channels.", PUBSUB, LOADING, STALE, NO_MULTI),
    SUNSUBSCRIBE(
            -1,
            1,
            -1,
            1,
            Group.PUBSUB,
            "7.0.0",
            "Stops listening to channels of a slot.",
            PUBSUB,
            LOADING,
            STALE,
            NO_MULTI),
    UNSUBSCRIBE(-1, Group.PUBSUB, "2.0.0", "Stops listening to channels.", PUBSUB, LOADING, STALE, NO_MULTI),

    // server and cluster
    ASKING(1, CLUSTER, "3.0.0", "Accepted; no client is ever sent an ASK.", FAST, NO_MULTI),
    CLUSTER_(-2, CLUSTER, "3.0.0", "Commands about the cluster.", LOADING, STALE, NO_MULTI),
    COMMAND(-1, SERVER, "2.8.13", "Returns information about all commands.", LOADING, STALE, NO_MULTI),
    CONFIG(-2, SERVER, "2.0.0", "Commands about the configuration.", ADMIN, LOADING, STALE, NO_MULTI),
    DBSIZE(1, SERVER, "1.0.0", "Returns the number of keys that this node leads.", READONLY, FAST, NO_MULTI),
    FLUSHALL(-1, SERVER, "1.0.0", "Removes all keys that this node leads.", WRITE, NO_MULTI),
    FLUSHDB(-1, SERVER, "1.0.0", "Removes all keys that this node leads.", WRITE, NO_MULTI),
    INFO(-1, SERVER, "1.0.0", "Returns information and statistics about the server.", LOADING, STALE, NO_MULTI),
    READONLY_(1, CLUSTER, "3.0.0", "Lets this connection read from replicas.", FAST, LOADING, STALE, NO_MULTI),
    READWRITE(1, CLUSTER, "3.0.0", "Lets this connection read from primaries only.", FAST, LOADING, STALE, NO_MULTI),
    MEGURI_CAS(
            -4,
            1,
            MODULE,
            "1.0.0",
            "Sets a value where the key has a version, or is absent.",
            WRITE,
            DENYOOM,
            NO_MULTI),
    MEGURI_DEL(-2, 1, MODULE, "1.0.0", "Deletes a key, once per token, and returns the receipt.", WRITE, NO_MULTI),
    MEGURI_GET(-2, 1, MODULE, "1.0.0", "Returns a value with its version, TTL and receipt.", READONLY, FAST, NO_MULTI),
    MEGURI_INCR(
            -3,
            1,
            MODULE,
            "1.0.0",
            "Adds to a number, once per token, and returns it with the receipt.",
            WRITE,
            DENYOOM,
            NO_MULTI),
    MEGURI_LEASE(
            -2,
            1,
            MODULE,
            "1.0.0",
            "Returns a value, or a lease to whoever is to load it; renews or ends a lease.",
            WRITE,
            NO_MULTI),
    MEGURI_POLICY(2, MODULE, "1.0.0", "Returns the policy of the keys under a prefix.", FAST, STALE, NO_MULTI),
    MEGURI_RING(-1, MODULE, "1.0.0", "Returns who serves which slot, if that changed.", FAST, LOADING, STALE, NO_MULTI),
    MEGURI_SET(
            -3,
            1,
            MODULE,
            "1.0.0",
            "Sets a value, once per token, and returns version and receipt.",
            WRITE,
            DENYOOM,
            NO_MULTI),
    MEGURI_WHY(
            2, 1, MODULE, "1.0.0", "Returns why a key is gone: deleted, expired, evicted.", READONLY, FAST, NO_MULTI),
    LATENCY(-2, SERVER, "2.8.13", "Commands about commands that took long.", ADMIN, LOADING, STALE, NO_MULTI),
    MEMORY(-2, 2, SERVER, "4.0.0", "Commands about memory.", READONLY, NO_MULTI),
    SLOWLOG(-2, SERVER, "2.2.12", "Commands about the log of slow commands.", ADMIN, LOADING, STALE, NO_MULTI),
    TIME(1, SERVER, "2.6.0", "Returns the server time.", FAST, LOADING, STALE);

    private final String text;
    private final int arity;
    private final int firstKey;
    private final int lastKey;
    private final int keyStep;
    private final Group group;
    private final String since;
    private final String summary;
    private final Set<Flag> flags;

    /** Without keys. */
    Command(int arity, Group group, String since, String summary, Flag... flags) {
        this(arity, 0, 0, 0, group, since, summary, flags);
    }

    /** With one key. */
    Command(int arity, int key, Group group, String since, String summary, Flag... flags) {
        this(arity, key, key, 1, group, since, summary, flags);
    }

    Command(int arity, int first, int last, int step, Group group, String since, String summary, Flag... flags) {
        String name = name().toLowerCase(Locale.ROOT);
        this.text = name.startsWith("meguri_")
                ? name.replace('_', '.')
                : name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
        this.arity = arity;
        this.firstKey = first;
        this.lastKey = last;
        this.keyStep = step;
        this.group = group;
        this.since = since;
        this.summary = summary;
        EnumSet<Flag> set = EnumSet.noneOf(Flag.class);
        set.addAll(List.of(flags));
        this.flags = Collections.unmodifiableSet(set);
    }

    /** As clients write it, in small letters. */
    public String text() {
        return text;
    }

    /** Arguments, the name included; negative: at least so many. */
    public int arity() {
        return arity;
    }

    public boolean acceptsCount(int arguments) {
        return arity >= 0 ? arguments == arity : arguments >= -arity;
    }

    /** Position of the first key; 0: none. */
    public int firstKey() {
        return firstKey;
    }

    /** Position of the last key; negative: from the end. */
    public int lastKey() {
        return lastKey;
    }

    public int keyStep() {
        return keyStep;
    }

    /** The position of the last key among so many arguments. */
    public int lastKey(int arguments) {
        return lastKey >= 0 ? lastKey : arguments + lastKey;
    }

    public Group group() {
        return group;
    }

    /** The version of Redis that had it first. */
    public String since() {
        return since;
    }

    public String summary() {
        return summary;
    }

    public Set<Flag> flags() {
        return flags;
    }

    public boolean is(Flag flag) {
        return flags.contains(flag);
    }
}
