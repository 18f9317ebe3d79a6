package dev.meguri.service.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StartFailureLineTest {
    @Test
    void ownFailure_isSaidAsItIs() {
        Throwable wrapped = new RuntimeException("wrapped", new StartFailure("meguri.node.weight must be 1"));
        assertEquals("meguri.node.weight must be 1", StartFailureLine.of(wrapped));
    }

    @Test
    void portInUse_isNamedForEitherTransport() {
        for (Exception e : new Exception[] {
            new java.net.BindException("x"), new IOException("bind(..) failed with error(-98): Address already in use")
        }) {
            String line = StartFailureLine.of(new RuntimeException(e));
            assertTrue(line.contains("in use") && line.contains("quarkus.http.port"), line);
        }
    }

    @Test
    void invalidSetting_isOneLineThatNamesTheKey() {
        Throwable failure =
                new RuntimeException("Configuration validation failed:\n\tjava.lang.IllegalArgumentException:"
                        + " SRCFG00039: The config property meguri.node.weight with the config value \"abc\" threw");
        assertEquals(
                "The config property meguri.node.weight with the config value \"abc\" threw",
                StartFailureLine.of(failure));
    }
}
