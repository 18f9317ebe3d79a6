package dev.meguri.chaos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that happened in one run: kept in memory for the checks, and on disk as one JSON document per line. */
public final class History implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final BufferedWriter writer;
    private volatile long beganNanos = System.nanoTime();
    private final List<Op> ops = new ArrayList<>();
    private final List<FaultEvent> faults = new ArrayList<>();
    private final List<MemoryLoss> losses = new ArrayList<>();

    public History(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.getParent());
            writer = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Time counts from here: the cluster is there. Before the first operation. */
    public void begin() {
        beganNanos = System.nanoTime();
    }

    /** Steady time since the history began. */
    public long nowNanos() {
        return System.nanoTime() - beganNanos;
    }

    public synchronized void add(Op op) {
        ops.add(op);
        line(Map.of("op", op));
    }

    public synchronized void add(FaultEvent fault) {
        faults.add(fault);
        line(Map.of("fault", fault));
    }

    public synchronized void add(MemoryLoss loss) {
        losses.add(loss);
        line(Map.of("loss", loss));
    }

    /** Whatever else helps who reads the file. */
    public synchronized void note(String name, Object what) {
        line(Map.of(name, what));
    }

    public synchronized List<Op> ops() {
        return List.copyOf(ops);
    }

    public synchronized List<FaultEvent> faults() {
        return List.copyOf(faults);
    }

    public synchronized List<MemoryLoss> losses() {
        return List.copyOf(losses);
    }

    public Path file() {
        return file;
    }

    private void line(Object document) {
        try {
            writer.write(JSON.writeValueAsString(document));
            writer.newLine();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be written to " + file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be written to " + file, e);
        }
    }
}
