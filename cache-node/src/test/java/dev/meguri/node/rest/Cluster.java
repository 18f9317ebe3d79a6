package dev.meguri.node.rest;

import static io.restassured.RestAssured.given;

/** Waits until the node under test is in its cluster. */
final class Cluster {
    private static final int ATTEMPTS = 600;
    private static final long PAUSE_MILLIS = 50;

    private Cluster() {}

    static void awaitReady() {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (given().get("/q/health/ready").statusCode() == 200) {
                return;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new AssertionError("the node did not join");
    }
}
