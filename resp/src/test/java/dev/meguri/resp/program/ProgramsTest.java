package dev.meguri.resp.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.resp.RespLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line is a conversation: command => answer, as redis-server 7.0 gives it. */
class ProgramsTest {
    private final MemoryKeyspace keys = new MemoryKeyspace();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET k => nil | SET k v => OK | GET k => v",
                "SET k v NX => OK | SET k w NX => nil | SET k w XX => OK | SET x w XX => nil",
                "SET k v => OK | SET k w GET => v | SET x y GET => nil | GET x => y",
                "SET k v => OK | SET k w NX GET => v | GET k => v",
                "SET k v => OK | SET k w IFEQ x => nil | SET k w IFEQ v => OK | GET k => w",
                "SET k v EX 10 => OK | TTL k => 10 | SET k w KEEPTTL => OK | PTTL k => 10000 | SET k x => OK | TTL k"
                        + " => -1",
                "SET k v PXAT 1 => OK | GET k => nil",
                "SET k v EX 0 => ERR invalid expire time in 'set' command | GET k => nil",
                "SET k v EX 10 PX 10 => ERR syntax error | SET k v EX => ERR syntax error | SET k v NX XX => ERR"
                        + " syntax error",
                "SETNX k v => 1 | SETNX k w => 0 | GETSET k w => v | GETDEL k => w | GETDEL k => nil",
                "SETEX k 10 v => OK | TTL k => 10 | PSETEX k 1500 v => OK | PTTL k => 1500",
                "SETEX k -1 v => ERR invalid expire time in 'setex' command | SETEX k x v => ERR value is not an"
                        + " integer or out of range",
                "SET k v => OK | GETEX k EX 5 => v | TTL k => 5 | GETEX k PERSIST => v | TTL k => -1 | GETEX k PXAT 1"
                        + " => v | EXISTS k => 0",
                "MSET a 1 b 2 => OK | MGET a b c => [1 2 nil] | MSETNX b 3 c 3 => 0 | MSETNX c 3 d 4 => 1 | MGET c d"
                        + " => [3 4]",
                "MSET a 1 b => ERR wrong number of arguments for 'mset' command",
                "APPEND k ab => 2 | APPEND k cd => 4 | GET k => abcd | STRLEN k => 4 | STRLEN x => 0",
                "SET k hello => OK | GETRANGE k 1 3 => ell | GETRANGE k -3 -1 => llo | GETRANGE k 9 10 => '' |"
                        + " GETRANGE k -1 -3 => ''",
                "SETRANGE k 0 ab => 2 | SETRANGE k 1 xyz => 4 | GET k => axyz | SETRANGE k -1 a => ERR offset is out"
                        + " of range",
                "SETBIT k 7 1 => 0 | GETBIT k 7 => 1 | GETBIT k 100 => 0 | BITCOUNT k => 1 | SETBIT k 7 0 => 1 |"
                        + " BITCOUNT k => 0",
                "SET k foobar => OK | BITCOUNT k => 26 | BITCOUNT k 0 0 => 4 | BITCOUNT k 1 1 => 6 | BITCOUNT k 5 30"
                        + " BIT => 17",
                "SETBIT k -1 1 => ERR bit offset is not an integer or out of range | SETBIT k 0 2 => ERR bit is not an"
                        + " integer or out of range",
                "INCR n => 1 | INCRBY n 10 => 11 | DECR n => 10 | DECRBY n 20 => -10 | GET n => -10",
                "SET n x => OK | INCR n => ERR value is not an integer or out of range | SET n 9223372036854775807 =>"
                        + " OK | INCR n => ERR increment or decrement would overflow",
                "SET n 007 => OK | INCR n => ERR value is not an integer or out of range",
                "INCRBYFLOAT f 10.5 => 10.5 | INCRBYFLOAT f 0.1 => 10.6 | INCRBYFLOAT f -5 => 5.6 | SET f 5.0e3 => OK"
                        + " | INCRBYFLOAT f 2.0e2 => 5200",
                "INCRBYFLOAT f x => ERR value is not a valid float | INCRBYFLOAT f 1e999999 => ERR value is not a"
                        + " valid float",
                "SET k v => OK | EXPIRE k 10 => 1 | TTL k => 10 | EXPIRE k 5 GT => 0 | EXPIRE k 20 GT => 1 | EXPIRE k"
                        + " 5 LT => 1 | EXPIRE k 9 NX => 0 | EXPIRE k 9 XX => 1 | TTL k => 9",
                "SET k v => OK | EXPIRE k 9 GT => 0 | EXPIRE k 9 XX => 0 | EXPIRE k 9 LT => 1 | PERSIST k => 1 |"
                        + " PERSIST k => 0 | TTL k => -1 | TTL x => -2",
                "SET k v => OK | EXPIRE k -1 => 1 | EXISTS k => 0 | EXPIRE k 10 => 0",
                "SET k v => OK | EXPIREAT k 1100 => 1 | EXPIRETIME k => 1100 | PEXPIREAT k 1100123 => 1 | PEXPIRETIME"
                        + " k => 1100123 | EXPIRETIME x => -2",
                "SET k v => OK | EXPIRE k 10 NX XX => ERR NX and XX, GT or LT options at the same time are not"
                        + " compatible | EXPIRE k 1 FOO => ERR Unsupported option FOO",
                "MSET a 1 b 2 => OK | DEL a b c => 2 | EXISTS a b => 0 | SET a 1 => OK | EXISTS a a => 2 | TYPE a =>"
                        + " string | TYPE b => none",
                "SET a 1 EX 10 => OK | RENAME a b => OK | TTL b => 10 | EXISTS a => 0 | RENAME a c => ERR no such key"
                        + " | SET c 1 => OK | RENAMENX b c => 0 | RENAMENX b d => 1",
                "SET a 1 EX 9 => OK | COPY a b => 1 | TTL b => 9 | COPY a b => 0 | COPY a b REPLACE => 1 | COPY x b =>"
                        + " 0 | COPY a a => ERR source and destination objects are the same",
                "MSET a ohmytext b mynewtext => OK | LCS a b => mytext | LCS a b LEN => 6",
                "SET k 12 => OK | OBJECT ENCODING k => int | SET k abc => OK | OBJECT ENCODING k => embstr | OBJECT"
                        + " ENCODING x => nil",
            })
    void conversation_isAsWithRedis(String steps) {
        for (String step : steps.split(" \\| ")) {
            String[] sides = step.split(" => ");
            assertEquals(sides[1].strip(), keys.run(sides[0].strip()), step);
        }
    }

    @Test
    void setrange_overTheLargestValue_isRefused() {
        assertEquals(Errors.TOO_LONG, keys.run("SETRANGE k " + RespLimits.MAX_ARGUMENT_BYTES + " x"));
        assertEquals(Errors.TOO_LONG, keys.run("SETRANGE k 9223372036854775807 x"));
    }

    @Test
    void programThatIsRefused_hasChangedNothing() {
        keys.run("SET n x");
        keys.run("INCR n");
        assertEquals("x", keys.run("GET n"));
    }
}
