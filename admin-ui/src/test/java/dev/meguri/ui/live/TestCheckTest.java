package dev.meguri.ui.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.cluster.PolicyDocument;
import dev.meguri.api.lab.ConsistencyTestRequest;
import dev.meguri.api.lab.LabFault;
import dev.meguri.api.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestCheckTest {
    private static final List<String> NODES = List.of("node-1", "node-2", "node-3");
    private static final List<PolicyDocument> POLICIES = List.of(
            policy("fast:", "none", "lww"),
            policy("default", "none", null),
            policy("short:", "30s", "lww"),
            policy("count:", "none", "counter"));

    @Test
    void plan_namesKeys_andDealsClientsOut() {
        TestPlan plan = TestCheck.plan(request("fast:", 4, 2, 20, "minority"), 77, NODES, POLICIES);
        assertEquals(List.of("fast:lab-77:1", "fast:lab-77:2"), plan.keyNames());
        assertEquals("node-1", plan.nodeOf(1));
        assertEquals("node-1", plan.nodeOf(4));
        assertEquals("node-1, node-2, manager | node-3", plan.faultWords());
        assertEquals(4_000, plan.faultFromMillis());
        assertEquals(16_000, plan.faultToMillis());
        assertEquals(
                "lab-77:1",
                TestCheck.plan(request("default", 1, 1, 5, null), 77, NODES, POLICIES)
                        .keyNames()
                        .getFirst());
    }

    @Test
    void pace_keepsTheLargestTestWithinTheLimit() {
        TestPlan plan = TestCheck.plan(request("fast:", 50, 20, 120, null), 1, NODES, POLICIES);
        assertTrue(plan.clients() * plan.runMillis() / plan.paceMillis() <= TestPlan.MAX_OPERATIONS);
        assertEquals(
                5,
                TestCheck.plan(request("fast:", 1, 1, 5, null), 1, NODES, POLICIES)
                        .paceMillis());
    }

    @Test
    void kill_isOfTheLastNode() {
        TestPlan plan = TestCheck.plan(request("fast:", 1, 1, 5, "kill"), 1, NODES, POLICIES);
        assertEquals(LabFault.KILL, plan.fault());
        assertEquals("node-3", plan.victim());
    }

    @ParameterizedTest
    @CsvSource({
        "gone:, 1, 1, 5, none, policy",
        "short:, 1, 1, 5, none, policy",
        "count:, 1, 1, 5, none, policy",
        ", 1, 1, 5, none, policy",
        "fast:, 0, 1, 5, none, clients",
        "fast:, 51, 1, 5, none, clients",
        "fast:, , 1, 5, none, clients",
        "fast:, 1, 0, 5, none, keys",
        "fast:, 1, 21, 5, none, keys",
        "fast:, 1, 1, 4, none, seconds",
        "fast:, 1, 1, 121, none, seconds",
        "fast:, 1, 1, 5, melt, fault",
        "fast:, 1, 1, 5, groups, groups",
    })
    void wrongField_isNamed(String policy, Integer clients, Integer keys, Integer seconds, String fault, String field) {
        ProblemException refused = assertThrows(
                ProblemException.class,
                () -> TestCheck.plan(request(policy, clients, keys, seconds, fault), 1, NODES, POLICIES));
        assertEquals(field, refused.problem().field());
    }

    @Test
    void groupsWithoutTheirFault_areRefused() {
        ConsistencyTestRequest request =
                new ConsistencyTestRequest("fast:", 1, 1, 5, "none", List.of(List.of("node-1"), List.of("node-2")));
        assertEquals(
                "groups",
                assertThrows(ProblemException.class, () -> TestCheck.plan(request, 1, NODES, POLICIES))
                        .problem()
                        .field());
    }

    private static ConsistencyTestRequest request(
            String policy, Integer clients, Integer keys, Integer seconds, String fault) {
        return new ConsistencyTestRequest(policy, clients, keys, seconds, fault, null);
    }

    private static PolicyDocument policy(String prefix, String maxTtl, String conflict) {
        return new PolicyDocument(
                prefix, null, "eventual", 3, 1, 1, "none", maxTtl, 0L, 1_000, "tinylfu", "refuse", conflict);
    }
}
