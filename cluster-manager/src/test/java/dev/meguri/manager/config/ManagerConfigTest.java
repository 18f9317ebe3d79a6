package dev.meguri.manager.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManagerConfigTest {
    private static ManagerConfig with(String name, String value) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ManagerConfig.class)
                .withDefaultValue("meguri.data-dir", "data")
                .withDefaultValue(name, value)
                .build()
                .getConfigMapping(ManagerConfig.class);
    }

    @Test
    void tombstoneGraceOverTheNodes_isRefused_andNamed() {
        assertEquals(
                3_600_000,
                with("meguri.manager.tombstone-grace", "1h").settings().graceMillis());
        ManagerConfig longer = with("meguri.manager.tombstone-grace", "61m");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, longer::settings);
        assertTrue(refused.getMessage().contains("tombstoneGrace must be at most 1h"), refused.getMessage());
    }
}
