package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.lease.LeaseKey;
import dev.meguri.core.ring.Key;
import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MEGURI.LEASE: who loads a value. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class LeaseCommandTest {
    @Inject
    RespServer server;

    private RespSocket client;
    private RespSocket other;

    @BeforeEach
    void connect() throws IOException {
        OneNodeManager.awaitSynced();
        client = new RespSocket(server.announcedPort());
        other = new RespSocket(server.announcedPort());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        other.close();
    }

    /** [value v version v ttl t lease l lease-ttl t loading true receipt ...] */
    private static String field(String answer, String name) {
        String[] words = answer.substring(1).split(" ");
        for (int i = 0; i < words.length; i += 2) {
            if (words[i].equals(name)) {
                return words[i + 1];
            }
        }
        throw new AssertionError("no " + name + " in " + answer);
    }

    @Test
    void ofTwoThatAsk_oneIsToLoad_andTheOtherIsTold() throws IOException {
        String mine = client.call("MEGURI.LEASE lease:a PX 5000");
        assertEquals("nil", field(mine, "value"));
        assertNotEquals("nil", field(mine, "lease"));
        long left = Long.parseLong(field(mine, "lease-ttl"));
        assertTrue(left > 0 && left <= 5_000, mine);
        String others = other.call("MEGURI.LEASE lease:a");
        assertEquals("nil", field(others, "lease"));
        assertEquals(field(client.call("MEGURI.LEASE lease:a"), "loading"), field(others, "loading"));
        assertNotEquals(field(mine, "loading"), field(others, "loading"));
    }

    @Test
    void whoWaits_getsTheValue_onceItIsSet() throws IOException {
        String lease = field(client.call("MEGURI.LEASE lease:w"), "lease");
        other.send("MEGURI.LEASE lease:w WAIT 20000\r\n");
        assertEquals("OK", client.call("SET lease:w loaded"));
        assertEquals("1", client.call("MEGURI.LEASE lease:w RELEASE " + lease));
        assertEquals("loaded", field(other.read(), "value"));
    }

    @Test
    void whatIsReleased_goesToOneThatWaits() throws IOException {
        String lease = field(client.call("MEGURI.LEASE lease:r"), "lease");
        other.send("MEGURI.LEASE lease:r WAIT 20000\r\n");
        assertEquals("1", client.call("MEGURI.LEASE lease:r RELEASE " + lease));
        assertNotEquals("nil", field(other.read(), "lease"));
        assertEquals("0", client.call("MEGURI.LEASE lease:r RELEASE " + lease), "it is another one's now");
    }

    @Test
    void anAnswerOverdue_isTheSameLease_forTheSameToken() throws IOException {
        String first = field(client.call("MEGURI.LEASE lease:t TOKEN abc"), "lease");
        assertEquals(first, field(other.call("MEGURI.LEASE lease:t TOKEN abc"), "lease"));
        assertEquals("nil", field(other.call("MEGURI.LEASE lease:t TOKEN def"), "lease"));
    }

    @Test
    void aRenewedLease_hasAnotherName_andTheOldOneIsOver() throws IOException {
        String first = field(client.call("MEGURI.LEASE lease:n PX 1000"), "lease");
        String renewed = client.call("MEGURI.LEASE lease:n RENEW " + first + " PX 60000");
        assertTrue(Long.parseLong(field(renewed.replace("]", ""), "lease-ttl")) > 10_000, renewed);
        assertEquals("nil", field(client.call("MEGURI.LEASE lease:n RENEW " + first), "lease"));
        assertEquals("0", client.call("MEGURI.LEASE lease:n RELEASE " + first));
        assertEquals("1", client.call("MEGURI.LEASE lease:n RELEASE " + field(renewed, "lease")));
    }

    @Test
    void aValueWithLittleTimeLeft_comesWithALease_toOne() throws IOException {
        client.call("SET lease:s old PX 60000");
        assertEquals("nil", field(client.call("MEGURI.LEASE lease:s REFRESH 1000"), "lease"));
        String mine = client.call("MEGURI.LEASE lease:s REFRESH 600000");
        assertEquals("old", field(mine, "value"));
        assertNotEquals("nil", field(mine, "lease"));
        String others = other.call("MEGURI.LEASE lease:s REFRESH 600000 WAIT 20000");
        assertEquals("old", field(others, "value"), "who has an old value does not wait");
        assertEquals("nil", field(others, "lease"));
    }

    @Test
    void aStrongKey_isLeasedAsWell() throws IOException {
        String mine = client.call("MEGURI.LEASE strong:lease");
        assertNotEquals("nil", field(mine, "lease"));
        client.call("SET strong:lease v");
        assertEquals("v", field(other.call("MEGURI.LEASE strong:lease"), "value"));
    }

    @Test
    void leases_areNoKeysOfClients() throws IOException {
        client.call("SET lease:{h}value x");
        String before = client.call("DBSIZE");
        client.call("MEGURI.LEASE lease:{h}cold");
        assertEquals(before, client.call("DBSIZE"));
        assertFalse(client.call("KEYS *lease*").contains("meguri.lease"), client.call("KEYS *lease*"));
        String slot = client.call("CLUSTER KEYSLOT lease:{h}cold");
        assertEquals("[lease:{h}value]", client.call("CLUSTER GETKEYSINSLOT " + slot + " 10"));
        String name = LeaseKey.of(Key.of("lease:{h}cold")).toString();
        assertEquals("ERR keys of this name are the cluster's own", client.call("GET " + name));
        assertEquals("strong", field(client.call("MEGURI.POLICY meguri.lease:"), "consistency"));
    }

    @Test
    void whatIsWrong_isNamed() throws IOException {
        assertEquals("ERR syntax error", client.call("MEGURI.LEASE lease:x PX"));
        assertEquals("ERR syntax error", client.call("MEGURI.LEASE lease:x SOON 5"));
        assertEquals("ERR syntax error", client.call("MEGURI.LEASE lease:x PX 500 PX 500"));
        assertEquals("ERR a lease must be from 100 to 300000 ms", client.call("MEGURI.LEASE lease:x PX 99"));
        assertEquals("ERR wait must be from 0 to 30000 ms", client.call("MEGURI.LEASE lease:x WAIT 30001"));
        assertEquals("ERR value is not an integer or out of range", client.call("MEGURI.LEASE lease:x WAIT soon"));
        assertEquals(
                "ERR a lease is what MEGURI.LEASE told under that name",
                client.call("MEGURI.LEASE lease:x RELEASE nonsense"));
        assertEquals(
                "ERR wrong number of arguments for 'meguri.lease' command", client.call("MEGURI.LEASE lease:x RENEW"));
        String longest = "k".repeat(LeaseKey.MAX_LEASED_BYTES);
        assertTrue(client.call("MEGURI.LEASE " + longest).startsWith("["));
        assertEquals(
                "ERR a key that is leased has at most " + LeaseKey.MAX_LEASED_BYTES + " bytes, not "
                        + (LeaseKey.MAX_LEASED_BYTES + 1),
                client.call("MEGURI.LEASE " + longest + "k"));
    }
}
