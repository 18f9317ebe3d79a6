package dev.meguri.client.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodesUriTest {
    @Test
    void uri_namesNodes() {
        assertEquals(List.of("a:7001"), NodesUri.nodes(URI.create("meguri://a:7001")));
        assertEquals(List.of("a:7001", "b:7002"), NodesUri.nodes(URI.create("meguri://a:7001,b:7002")));
        assertEquals(List.of("[::1]:7001"), NodesUri.nodes(URI.create("meguri://[::1]:7001")));
        assertEquals(List.of("a", "[::1]:7001"), NodesUri.nodes(NodesUri.of("a, [::1]:7001")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://a:7001", "meguri:a", "meguri:///x", "a", "meguri://:secret@a:7001"})
    void othersAreRefused_andAPasswordInIt(String uri) {
        assertThrows(CacheException.class, () -> NodesUri.nodes(URI.create(uri)));
    }

    @Test
    void nodesThatAreNone_areRefusedByTheirName() {
        assertThrows(CacheException.class, () -> NodesUri.of("a b\\c:1"));
    }
}
