package dev.meguri.ui;

import dev.meguri.service.http.UriCheck;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process. */
@QuarkusMain
public class UiMain {
    public static void main(String[] args) {
        UriCheck.takeOver();
        Quarkus.run(args);
    }
}
