package dev.meguri.manager;

import dev.meguri.service.http.UriCheck;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.net.BindException;
import org.eclipse.microprofile.config.ConfigProvider;

/** The process. What keeps it from starting is one line on standard error, and exit status 1. */
@QuarkusMain
public class ManagerMain implements QuarkusApplication {
    public static void main(String[] args) {
        UriCheck.takeOver();
        Quarkus.run(ManagerMain.class, ManagerMain::exit, args);
    }

    @Override
    public int run(String... args) {
        Quarkus.waitForExit();
        return 0;
    }

    private static void exit(int status, Throwable failure) {
        if (failure != null) {
            System.err.println("meguri manager: cannot start: " + line(failure));
        }
        System.exit(failure != null && status == 0 ? 1 : status);
    }

    private static String line(Throwable failure) {
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
                .orElse("8090");
    }
}
