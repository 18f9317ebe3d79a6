package dev.meguri.service.start;

import java.net.BindException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** One line for people out of whatever kept the process from starting. */
public final class StartFailureLine {
    /** The native transport's words: its exception is of no special class. */
    private static final String IN_USE = "Address already in use";

    /** What SmallRye Config puts before the sentence that names the key. */
    private static final Pattern CONFIG_NOISE =
            Pattern.compile("Configuration validation failed:|java\\.\\S+Exception:|SRCFG\\d+:");

    private StartFailureLine() {}

    public static String of(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure) {
                return cause.getMessage();
            }
            if (cause instanceof BindException
                    || String.valueOf(cause.getMessage()).contains(IN_USE)) {
                return "port " + httpPort() + " is in use; stop what listens there, or set quarkus.http.port";
            }
            root = cause;
        }
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        return CONFIG_NOISE
                .matcher(message)
                .replaceAll("")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String httpPort() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus.http.port", String.class)
                .orElse("8080");
    }
}
