package dev.meguri.ui.process;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.ui.UiSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The script that supervises the processes: runs it and waits for it, on the caller's worker thread. */
@ApplicationScoped
public class Launcher {
    private static final int MAX_OUTPUT_BYTES = 16 * 1024;
    private static final Logger LOG = Logger.getLogger(Launcher.class);

    private final UiSettings settings;

    Launcher(UiSettings settings) {
        this.settings = settings;
    }

    public LauncherView view() {
        if (settings.launcher().isEmpty()) {
            return new LauncherView(
                    false,
                    "none",
                    "No launcher supervises the processes here: start and stop nodes where you started them.",
                    null);
        }
        Path script = settings.launcher().get();
        return Files.isExecutable(script)
                ? LauncherView.SUPERVISED
                : new LauncherView(
                        false,
                        "broken",
                        "The launcher " + script + " is not there, or cannot be run.",
                        script.toString());
    }

    /**
     * @throws ProblemException {@code not_supervised} without a launcher, {@code internal} when the command fails or takes
     *     longer than the timeout, with its words
     */
    CommandResult run(Duration timeout, String... arguments) {
        LauncherView view = view();
        if (!view.supervised()) {
            throw new ProblemException(ErrorCode.NOT_SUPERVISED, null, view.reason());
        }
        List<String> command = new ArrayList<>();
        command.add(settings.launcher().orElseThrow().toString());
        command.addAll(List.of(arguments));
        String said = String.join(" ", arguments);
        CommandResult result = finish(start(command), said, timeout);
        LOG.infof("%s: exit status %d", said, result.exitStatus());
        if (result.exitStatus() != 0) {
            throw failed(said, result.output().isBlank() ? "exit status " + result.exitStatus() : result.output());
        }
        return result;
    }

    private static Process start(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        // A node that comes to a running cluster runs what the others run, even where the sources are newer by now.
        builder.environment().put("MEGURI_NO_BUILD", "1");
        try {
            return builder.start();
        } catch (IOException e) {
            throw failed(String.join(" ", command), e.getMessage());
        }
    }

    private static CommandResult finish(Process process, String said, Duration timeout) {
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroy();
                throw failed(said, "no end after " + timeout.toSeconds() + " s; the logs say more");
            }
            // A process that was started may hold the pipe open for longer than the script runs.
            String printed = output.completeOnTimeout("", 2, TimeUnit.SECONDS).join();
            return new CommandResult(said, process.exitValue(), printed.strip());
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw failed(said, "this server is stopping");
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            String text = new String(stream.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8);
            stream.transferTo(java.io.OutputStream.nullOutputStream());
            return text;
        } catch (IOException e) {
            return "";
        }
    }

    private static ProblemException failed(String said, String why) {
        return new ProblemException(ErrorCode.INTERNAL, null, "'meguri " + said + "' failed: " + why);
    }
}
