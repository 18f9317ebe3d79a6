package dev.meguri.node.resp;

import java.util.List;
import java.util.stream.Stream;

/** Commands, one per line, whose answers name nothing that belongs to one server alone. */
final class ServerDialogue {
    private static final String LINES = """
            PING
            PING hello
            PING a b
            ECHO hello
            ECHO
            SELECT 0
            SELECT 1
            SELECT abc
            HELLO 9
            HELLO abc
            HELLO 2 NONSENSE
            AUTH a
            AUTH default a
            AUTH nobody a
            READONLY
            READWRITE
            ASKING
            MULTI
            PING
            PING x
            ECHO x
            SELECT 0
            SELECT 1
            GET {d}x
            SUBSCRIBE
            EXEC
            DISCARD
            EXEC
            MULTI a
            WATCH
            CLUSTER
            CLUSTER KEYSLOT foo
            CLUSTER KEYSLOT
            CLUSTER KEYSLOT {user}x
            CLUSTER COUNTKEYSINSLOT -1
            CLUSTER COUNTKEYSINSLOT 99999
            CLUSTER COUNTKEYSINSLOT abc
            CLUSTER COUNTKEYSINSLOT 5
            CLUSTER GETKEYSINSLOT 5 -1
            CLUSTER GETKEYSINSLOT 5 abc
            CLUSTER GETKEYSINSLOT 99999 1
            CLUSTER NONSENSE
            CLUSTER LINKS
            CLIENT
            CLIENT NONSENSE
            CLIENT GETNAME
            CLIENT SETNAME tester
            CLIENT GETNAME
            CLIENT SETNAME a\tb
            CLIENT NO-EVICT on
            CLIENT NO-EVICT maybe
            CLIENT KILL 1.2.3.4:5
            CLIENT KILL ID 999999
            CLIENT KILL ID abc
            CLIENT KILL NONSENSE 1
            COMMAND GETKEYS GET a
            COMMAND GETKEYS MSET a 1 b 2
            COMMAND GETKEYS PING
            COMMAND GETKEYS NONSENSE a
            COMMAND GETKEYS GET
            COMMAND NONSENSE
            COMMAND INFO nonsense
            CONFIG
            CONFIG NONSENSE
            CONFIG GET
            CONFIG GET nonsense
            CONFIG SET nonsense 1
            CONFIG SET port
            CONFIG SET slowlog-log-slower-than abc
            CONFIG SET slowlog-log-slower-than 10000
            CONFIG GET slowlog-log-slower-than
            CONFIG SET slowlog-max-len 100
            CONFIG GET slowlog-max-len
            CONFIG SET slowlog-max-len 128 slowlog-log-slower-than 10001
            CONFIG SET slowlog-max-len 1 slowlog-max-len 2
            CONFIG SET latency-monitor-threshold 0
            CONFIG RESETSTAT
            CONFIG RESETSTAT a
            SLOWLOG
            SLOWLOG RESET
            SLOWLOG LEN
            SLOWLOG GET
            SLOWLOG GET 10
            SLOWLOG GET -1
            SLOWLOG GET -2
            SLOWLOG GET abc
            SLOWLOG NONSENSE
            LATENCY
            LATENCY LATEST
            LATENCY HISTORY
            LATENCY HISTORY command
            LATENCY RESET
            LATENCY RESET command
            LATENCY NONSENSE
            MEMORY
            MEMORY NONSENSE
            MEMORY USAGE {d}nothing
            MEMORY USAGE {d}nothing SAMPLES 5
            MEMORY USAGE {d}nothing SAMPLES abc
            MEMORY USAGE {d}nothing NONSENSE 5
            MEMORY USAGE
            OBJECT
            OBJECT NONSENSE {d}x
            OBJECT ENCODING {d}nothing
            SET {d}n 12
            OBJECT ENCODING {d}n
            OBJECT REFCOUNT {d}nothing
            OBJECT IDLETIME {d}nothing
            OBJECT FREQ {d}n
            OBJECT FREQ {d}nothing
            OBJECT ENCODING
            OBJECT ENCODING {d}n x
            SET {d}e embedded
            OBJECT ENCODING {d}e
            SET {d}r xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
            OBJECT ENCODING {d}r
            OBJECT REFCOUNT {d}r
            DEL {d}n {d}e {d}r
            DBSIZE
            DBSIZE a
            RANDOMKEY
            KEYS *
            KEYS
            SCAN abc
            SCAN 0 COUNT 0
            SCAN 0 COUNT abc
            SCAN 0 NONSENSE
            SCAN 0 MATCH
            WAIT 0 0
            WAIT a 0
            WAIT 0 a
            WAIT 0 -1
            TIME a
            FLUSHALL NONSENSE
            FLUSHALL SYNC
            FLUSHALL ASYNC
            FLUSHDB
            FLUSHDB a b
            GET a b
            GET
            MGET {a}1 {b}1
            MSET {a}1 1 {b}1 2
            DEL {a}1 {b}1
            RENAME {a}1 {b}1
            EXPIRE {d}x 10 NX XX
            COPY {d}x {d}y DB 1
            COPY {d}x {d}y DB 99
            COPY {d}x {d}y DB 0
            PUBLISH a
            RESET
            """;

    private ServerDialogue() {}

    static List<List<String>> commands() {
        return LINES.lines().map(line -> Stream.of(line.split(" ")).toList()).toList();
    }
}
