package dev.meguri.demo.cluster;

import java.lang.management.ManagementFactory;

/** When this application's process started. */
public final class StartTime {
    private StartTime() {}

    public static long millis() {
        return ManagementFactory.getRuntimeMXBean().getStartTime();
    }
}
