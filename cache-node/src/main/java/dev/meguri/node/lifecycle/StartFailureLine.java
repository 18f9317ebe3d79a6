package dev.meguri.node.lifecycle;

import dev.meguri.node.StartFailure;
import java.net.BindException;
import org.eclipse.microprofile.config.ConfigProvider;

/** One line for people out of whatever kept the process from starting. */
final class StartFailureLine {
    private StartFailureLine() {}

    static String of(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure) {
                return cause.getMessage();
            }
            if (cause instanceof BindException) {
                return "port " + httpPort() + " is in use; stop what listens there, or set quarkus.http.port";
            }
            root = cause;
        }
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        return message.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }

    private static String httpPort() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus.http.port", String.class)
                .orElse("8080");
    }
}
