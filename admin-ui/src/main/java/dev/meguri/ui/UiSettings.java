package dev.meguri.ui;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this server is told at its start. */
@ApplicationScoped
public class UiSettings {
    private final String managerUrl;
    private final Optional<Path> launcher;
    private final Optional<String> grafanaUrl;

    UiSettings(
            @ConfigProperty(name = "meguri.manager.url") String managerUrl,
            @ConfigProperty(name = "meguri.launcher") Optional<String> launcher,
            @ConfigProperty(name = "meguri.grafana.url") Optional<String> grafanaUrl) {
        this.managerUrl = managerUrl.replaceAll("/+$", "");
        this.launcher = launcher.filter(path -> !path.isBlank()).map(Path::of);
        this.grafanaUrl = grafanaUrl.filter(url -> !url.isBlank()).map(url -> url.replaceAll("/+$", ""));
    }

    /** For tests that build what needs settings by hand. */
    public static UiSettings of(String managerUrl, Optional<String> launcher) {
        return new UiSettings(managerUrl, launcher, Optional.empty());
    }

    /** Without a slash at the end. */
    public String managerUrl() {
        return managerUrl;
    }

    /** Where people reach Grafana, without a slash at the end; empty: nobody said. */
    public Optional<String> grafanaUrl() {
        return grafanaUrl;
    }

    /** The script that starts and stops the processes; empty: nobody supervises them. */
    public Optional<Path> launcher() {
        return launcher;
    }
}
