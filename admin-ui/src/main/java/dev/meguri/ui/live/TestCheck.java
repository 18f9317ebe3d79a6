package dev.meguri.ui.live;

import static dev.meguri.ui.live.LabCheck.number;
import static dev.meguri.ui.live.LabCheck.require;

import dev.meguri.api.Durations;
import dev.meguri.api.cluster.PolicyDocument;
import dev.meguri.api.lab.ConsistencyTestRequest;
import dev.meguri.api.lab.LabFault;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import java.util.Arrays;
import java.util.List;

/** Makes a {@link TestPlan} of a request, or says which field is wrong and what it may be. Pure. */
final class TestCheck {
    static final int MAX_CLIENTS = 50;
    static final int MAX_KEYS = 20;
    static final int MIN_SECONDS = 5;
    static final int MAX_SECONDS = 120;

    private TestCheck() {}

    /**
     * @param nodes active ones, by name
     * @throws ProblemException {@code invalid_request}, or {@code node_unreachable} where no node serves
     */
    static TestPlan plan(ConsistencyTestRequest request, long id, List<String> nodes, List<PolicyDocument> policies) {
        require(request != null, "policy", "send a test as JSON, such as {\"policy\":\"default\",\"clients\":6}");
        PolicyDocument policy = policy(request.policy(), policies);
        long clients = number(request.clients(), 1, MAX_CLIENTS, "clients");
        long keys = number(request.keys(), 1, MAX_KEYS, "keys");
        long seconds = number(request.seconds(), MIN_SECONDS, MAX_SECONDS, "seconds");
        LabFault fault = fault(request.fault());
        require(
                fault == LabFault.GROUPS || request.groups() == null,
                "groups",
                "they are for the fault " + LabFault.GROUPS.wire() + " only");
        if (nodes.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.NODE_UNREACHABLE, null, "No node serves now. Start one, then try again.");
        }
        Partition partition =
                switch (fault) {
                    case NONE, KILL -> null;
                    case MINORITY -> Partition.minority(nodes);
                    case GROUPS -> Partition.of(request.groups(), nodes);
                };
        return new TestPlan(
                id,
                policy.prefix(),
                policy.consistency(),
                (int) clients,
                (int) keys,
                (int) seconds,
                fault,
                partition,
                fault == LabFault.KILL ? nodes.getLast() : null,
                nodes);
    }

    private static PolicyDocument policy(String prefix, List<PolicyDocument> policies) {
        PolicyDocument policy = policies.stream()
                .filter(one -> one.prefix().equals(prefix))
                .findFirst()
                .orElse(null);
        require(
                policy != null,
                "policy",
                "must be one of "
                        + String.join(
                                ", ",
                                policies.stream().map(PolicyDocument::prefix).toList()));
        require(
                policy.conflict() == null || policy.conflict().equals("lww"),
                "policy",
                "its conflict rule " + policy.conflict() + " makes values that nobody wrote; choose one with lww");
        long maxTtl = policy.maxTtl() == null ? Durations.NONE_MILLIS : Durations.parseMillis(policy.maxTtl());
        require(
                maxTtl == Durations.NONE_MILLIS || maxTtl >= TestPlan.TTL_MILLIS,
                "policy",
                "its maxTtl is shorter than " + Durations.format(TestPlan.TTL_MILLIS)
                        + ", so that values would vanish during the test");
        return policy;
    }

    private static LabFault fault(String text) {
        if (text == null) {
            return LabFault.NONE;
        }
        return Arrays.stream(LabFault.values())
                .filter(fault -> fault.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.INVALID_REQUEST,
                        "fault",
                        "fault: must be one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(LabFault.values())
                                                .map(LabFault::wire)
                                                .toList())
                                + "."));
    }
}
