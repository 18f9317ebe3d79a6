package dev.meguri.system;

import dev.meguri.client.MeguriCache;
import dev.meguri.client.MeguriClient;
import dev.meguri.client.codec.Codecs;
import dev.meguri.client.load.LoadOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * An application in a process of its own that asks for one key many times at once, through a loader that takes its time. It tells
 * "ready", waits for a line, and then tells "loading", "loaded", and "served", how many, by which values, with the time.
 */
final class LoadingProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final List<Line> lines = new ArrayList<>();

    /** @param millis since 1970, by the clock that all processes share */
    record Line(String text, long millis) {}

    LoadingProcess(String name, String nodes, String key, int calls, long loadMillis, long leaseMillis) {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LoadingProcess.class.getName(),
                            name,
                            nodes,
                            key,
                            Integer.toString(calls),
                            Long.toString(loadMillis),
                            Long.toString(leaseMillis))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int space = line.indexOf(' ');
                synchronized (lines) {
                    lines.add(new Line(line.substring(space + 1), Long.parseLong(line.substring(0, space))));
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            // it was killed
        }
    }

    /** Those it has told so far. */
    List<Line> lines(String begin) {
        return lines(line -> line.text().startsWith(begin));
    }

    private List<Line> lines(Predicate<Line> which) {
        synchronized (lines) {
            return lines.stream().filter(which).toList();
        }
    }

    Line await(String begin) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lines) {
            while (true) {
                List<Line> found = lines(begin);
                if (!found.isEmpty()) {
                    return found.getFirst();
                }
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0 || !process.isAlive() && lines.isEmpty()) {
                    throw new AssertionError("the process did not tell \"" + begin + "\" but " + lines);
                }
                try {
                    lines.wait(left);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    void begin() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static synchronized void tell(String what) {
        System.out.println(System.currentTimeMillis() + " " + what);
    }

    /** The application. */
    public static void main(String[] args) throws Exception {
        int calls = Integer.parseInt(args[3]);
        long loadMillis = Long.parseLong(args[4]);
        LoadOptions options =
                LoadOptions.ttl(Duration.ofMinutes(10)).withLease(Duration.ofMillis(Long.parseLong(args[5])));
        try (MeguriClient client =
                MeguriClient.builder().nodes(args[1].split(",")).build()) {
            MeguriCache<String> cache = client.cache("load:", Codecs.string());
            cache.get("warm");
            tell("ready");
            System.in.read();
            CountDownLatch start = new CountDownLatch(1);
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                CompletableFuture<String> answer = new CompletableFuture<>();
                answers.add(answer);
                Thread.ofVirtual().start(() -> {
                    try {
                        start.await();
                        answer.complete(cache.getOrLoad(
                                args[2],
                                key -> {
                                    tell("loading");
                                    Thread.sleep(loadMillis);
                                    tell("loaded");
                                    return "by " + args[0];
                                },
                                options));
                    } catch (Throwable e) {
                        answer.complete("FAILED " + e);
                    }
                });
            }
            start.countDown();
            List<String> values = answers.stream().map(CompletableFuture::join).toList();
            tell("served " + values.size() + " "
                    + values.stream().distinct().sorted().toList());
        }
    }
}
