package dev.meguri.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.client.net.RingKeeper.Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeguriClientBuilderTest {
    @Test
    void addresses_haveAHost_andPerhapsAPort() {
        assertEquals(
                List.of(
                        new Address("localhost", 7001),
                        new Address("cache.example", 7005),
                        new Address("::1", 7001),
                        new Address("::1", 7002)),
                MeguriClient.builder()
                        .nodes("localhost", "cache.example:7005", "::1", "[::1]:7002")
                        .addresses());
    }

    @Test
    void whatMakesNoSense_isRefused() {
        MeguriClientBuilder builder = MeguriClient.builder();
        for (String address : List.of("", ":7001", "host:", "host:0", "host:70000", "host:x")) {
            assertThrows(IllegalArgumentException.class, () -> builder.nodes(address), address);
        }
        assertThrows(IllegalArgumentException.class, builder::build, "no node");
        assertThrows(IllegalArgumentException.class, () -> builder.timeout(Duration.ofSeconds(61)));
        assertThrows(IllegalArgumentException.class, () -> builder.timeout(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> builder.attemptTimeout(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> builder.maxCalls(0));
        assertThrows(IllegalArgumentException.class, () -> builder.connectionsPerNode(0));
        assertThrows(IllegalArgumentException.class, () -> builder.ioThreads(65));
        assertThrows(IllegalArgumentException.class, () -> builder.name("two words"));
        assertThrows(IllegalArgumentException.class, () -> WriteOptions.ttl(Duration.ZERO));
    }
}
