package dev.meguri.manager.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.cache.KeyList;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Keeps a change of policies from giving existing keys another consistency: an eventual value is not seen by a strong policy,
 * and the other way round, so that they would be lost; and from giving them another resolver. Every node that is there is asked which keys it holds. A key that is
 * written between the question and the change is not seen. Blocks; for worker threads.
 */
@Singleton
class KeysInUse {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LIMIT = 1_000;

    private final ObjectMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    KeysInUse(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param prefix of the policy that is put or deleted
     * @param next all policies after that
     * @throws ProblemException {@code policy_in_use} with how many keys there are; {@code node_unreachable} where a node
     *     could not be asked
     */
    void requireNoneChanges(ClusterState state, String prefix, PolicyTable next, String field) {
        Policy now = state.policies().governing(prefix);
        Policy then = next.governing(prefix);
        if (now.consistency() == then.consistency() && now.conflict().equals(then.conflict())) {
            return;
        }
        TreeSet<String> keys = new TreeSet<>();
        boolean more = false;
        for (Member member : state.members()) {
            if (member.state().isLive() && member.state() != MemberState.STANDBY) {
                KeyList held = held(member, prefix, now.prefix());
                held.keys().forEach(item -> keys.add(item.key()));
                more |= held.truncated();
            }
        }
        if (!keys.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.POLICY_IN_USE,
                    field,
                    (more ? "At least " : "") + keys.size() + (keys.size() == 1 && !more ? " key" : " keys")
                            + " under " + prefix + " (" + keys.first() + ") " + consequence(now, then)
                            + " Delete them or let them expire, then try again; or take another prefix.");
        }
    }

    private KeyList held(Member member, String prefix, String policy) {
        String query = "limit=" + LIMIT + "&prefix=" + encoded(prefix.equals(Policy.DEFAULT) ? "" : prefix) + "&policy="
                + encoded(policy);
        URI uri = URI.create(member.httpAddress() + "/api/keys?" + query);
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw unasked(member, "it answered " + response.statusCode());
            }
            return json.readValue(response.body(), KeyList.class);
        } catch (IOException e) {
            throw unasked(member, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unasked(member, "the manager is being stopped");
        }
    }

    private static ProblemException unasked(Member member, String why) {
        return new ProblemException(
                ErrorCode.NODE_UNREACHABLE,
                null,
                "Nothing was changed: " + member.nodeId()
                        + " could not be asked whether it holds keys that would be lost (" + why
                        + "). Try again once it is there, or is DOWN.");
    }

    private static String consequence(Policy now, Policy then) {
        return now.consistency() != then.consistency()
                ? "would become " + word(then) + " and be lost: they are " + word(now) + "."
                : "would be merged by " + then.conflict() + ", and were written to be merged by " + now.conflict()
                        + ".";
    }

    private static String word(Policy policy) {
        return policy.consistency().name().toLowerCase(Locale.ROOT);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
