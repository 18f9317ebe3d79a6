package dev.meguri.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Quarkus with one resource and nothing behind it, started by the launcher with the flags and event loops of a node. */
public final class RestPeer extends Servers {
    private final Home home;

    public RestPeer(Home home) {
        this.home = home;
    }

    @Override
    public int port() {
        return home.peerPort(0);
    }

    @Override
    public void start() {
        Path log = home.fresh("rest-peer").resolve("log");
        List<String> command = List.of(home.launcher().toString(), "bench", "rest-peer", Integer.toString(port()));
        try {
            started(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the REST peer (log: " + log + ")", 60, () -> {
            if (!isRunning()) {
                throw new IllegalStateException("the REST peer ended (log: " + log + ")");
            }
            return answers(port());
        });
    }
}
