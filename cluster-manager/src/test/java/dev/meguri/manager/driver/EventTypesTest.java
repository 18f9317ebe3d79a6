package dev.meguri.manager.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.api.cluster.EventType;
import dev.meguri.core.membership.ManagerEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventTypesTest {
    /** The contract knows nobody, so that it names them again; the log writes the core's names. */
    @Test
    void contract_namesEveryEventOfTheCore() {
        assertEquals(
                Arrays.stream(ManagerEvent.values()).map(Enum::name).toList(),
                Arrays.stream(EventType.values()).map(Enum::name).toList());
    }
}
