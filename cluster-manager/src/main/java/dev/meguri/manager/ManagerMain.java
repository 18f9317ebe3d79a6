package dev.meguri.manager;

import dev.meguri.service.http.UriCheck;
import dev.meguri.service.start.StartFailureLine;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

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
            System.err.println("meguri manager: cannot start: " + StartFailureLine.of(failure));
        }
        System.exit(failure != null && status == 0 ? 1 : status);
    }
}
