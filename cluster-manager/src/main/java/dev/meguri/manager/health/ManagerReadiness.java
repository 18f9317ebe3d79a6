package dev.meguri.manager.health;

import dev.meguri.manager.Manager;
import dev.meguri.manager.driver.Picture;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when changes can be stored; the cluster need not be formed: nodes wait for a ready manager. */
@Readiness
public class ManagerReadiness implements HealthCheck {
    private final Manager manager;

    ManagerReadiness(Manager manager) {
        this.manager = manager;
    }

    @Override
    public HealthCheckResponse call() {
        Picture picture = manager.picture();
        var response = HealthCheckResponse.named("manager")
                .status(picture.trouble() == null)
                .withData("formed", picture.state() != null)
                .withData(
                        "ringVersion",
                        picture.state() == null ? 0 : picture.state().ringVersion());
        if (picture.trouble() != null) {
            response.withData("trouble", picture.trouble());
        }
        return response.build();
    }
}
