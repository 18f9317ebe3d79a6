package dev.meguri.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Hazelcast members with the heap of a Meguri node, and the access to the JDK that their manual asks for. */
public final class HazelcastServers extends Servers {
    /** As {@code MEGURI_NODE_HEAP} is by default. */
    private static final String HEAP = "512m";
    /** The client has the same, from launcher/bench.sh. */
    private static final List<String> ACCESS = List.of(
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Home home;
    private final List<Integer> ports;
    private final List<Path> logs = new ArrayList<>();

    public HazelcastServers(Home home, int count) {
        this.home = home;
        this.ports = IntStream.range(0, count).map(home::peerPort).boxed().toList();
    }

    @Override
    public int port() {
        return ports.getFirst();
    }

    public List<Integer> ports() {
        return ports;
    }

    @Override
    public void start() {
        logs.clear();
        for (int port : ports) {
            Path log = home.fresh("hazelcast-" + port).resolve("member.log");
            try {
                started(new ProcessBuilder(command(System.getProperty("java.class.path"), port, ports))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .toHandle());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            logs.add(log);
        }
        await("the Hazelcast cluster (logs: " + logs + ")", 180, this::isComplete);
    }

    static List<String> command(String classPath, int port, List<Integer> ports) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + HEAP);
        command.addAll(ACCESS);
        command.addAll(List.of("-cp", classPath, HazelcastMember.class.getName(), Integer.toString(port)));
        ports.forEach(each -> command.add(Integer.toString(each)));
        return command;
    }

    private boolean isComplete() {
        if (!isRunning()) {
            throw new IllegalStateException("a Hazelcast member ended (logs: " + logs + ")");
        }
        try {
            for (Path log : logs) {
                if (!Files.readString(log).contains(HazelcastMember.READY)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
