package dev.meguri.manager.rest;

import dev.meguri.api.cluster.PolicyDocument;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.policy.InvalidPolicyException;
import dev.meguri.core.policy.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Policy documents to policies, and back. */
final class PolicyDocuments {
    private static final String STRONG = "strong";

    /** @param name as documents spell it */
    private record Preset(String name, int writeQuorum, int readQuorum) {}

    private static final List<Preset> PRESETS =
            List.of(new Preset("fast", 1, 1), new Preset("safe", 2, 1), new Preset("quorum", 2, 2));

    private PolicyDocuments() {}

    /**
     * @param before what fields that are left out keep; for a new policy the defaults
     * @throws ProblemException naming the field that cannot be
     */
    static Policy policy(String prefix, PolicyDocument document, Policy before) {
        if (document == null) {
            throw invalid(ErrorCode.INVALID_REQUEST, null, "A policy document is needed as the body, at least {}");
        }
        if (document.prefix() != null && !document.prefix().equals(prefix)) {
            throw invalid(
                    ErrorCode.INVALID_POLICY,
                    "prefix",
                    "prefix is " + document.prefix() + " in the document and " + prefix + " in the path; leave it out");
        }
        boolean toStrong = STRONG.equals(document.preset()) || STRONG.equals(document.consistency());
        Policy base = toStrong && !before.isStrong() ? Policy.strong(prefix) : withPreset(document.preset(), before);
        if (toStrong || base.isStrong()) {
            refuseQuorums(document);
        }
        try {
            return new Policy(
                    prefix,
                    document.consistency() == null
                            ? base.consistency()
                            : named("consistency", document.consistency(), Policy.Consistency.values()),
                    orElse(document.replicas(), base.replicas()),
                    orElse(document.writeQuorum(), base.writeQuorum()),
                    orElse(document.readQuorum(), base.readQuorum()),
                    document.defaultTtl() == null
                            ? base.defaultTtlMillis()
                            : Durations.parse("defaultTtl", document.defaultTtl()),
                    document.maxTtl() == null ? base.maxTtlMillis() : Durations.parse("maxTtl", document.maxTtl()),
                    document.maxBytes() == null ? base.maxBytes() : document.maxBytes(),
                    orElse(document.maxValueBytes(), base.maxValueBytes()),
                    document.eviction() == null
                            ? base.eviction()
                            : named("eviction", document.eviction(), Policy.Eviction.values()),
                    document.conflict() == null ? base.conflict() : document.conflict(),
                    document.onMajorityLoss() == null
                            ? base.onMajorityLoss()
                            : named("onMajorityLoss", document.onMajorityLoss(), Policy.OnMajorityLoss.values()));
        } catch (InvalidPolicyException e) {
            throw invalid(ErrorCode.INVALID_POLICY, e.field(), e.getMessage() + ".");
        }
    }

    private static void refuseQuorums(PolicyDocument document) {
        refuse(document.replicas(), "replicas");
        refuse(document.writeQuorum(), "writeQuorum");
        refuse(document.readQuorum(), "readQuorum");
        if (document.eviction() != null && !document.eviction().equals(word(Policy.Eviction.NONE))) {
            throw invalid(
                    ErrorCode.INVALID_POLICY,
                    "eviction",
                    "strong keys are never evicted: eviction is none; leave it out.");
        }
    }

    private static void refuse(Integer given, String field) {
        if (given != null) {
            throw invalid(
                    ErrorCode.INVALID_POLICY,
                    field,
                    "a strong policy votes with the slot's whole list and has no " + field + "; leave it out.");
        }
    }

    private static Policy withPreset(String preset, Policy before) {
        if (preset == null) {
            return before;
        }
        if (preset.equals(STRONG)) {
            return before;
        }
        for (Preset known : PRESETS) {
            if (known.name().equals(preset)) {
                return new Policy(
                        before.prefix(),
                        before.consistency(),
                        Math.max(before.replicas(), known.writeQuorum()),
                        known.writeQuorum(),
                        known.readQuorum(),
                        before.defaultTtlMillis(),
                        before.maxTtlMillis(),
                        before.maxBytes(),
                        before.maxValueBytes(),
                        before.eviction(),
                        before.conflict(),
                        before.onMajorityLoss());
            }
        }
        throw invalid(
                ErrorCode.INVALID_POLICY,
                "preset",
                "preset must be fast, safe, quorum or strong, not '" + preset + "'.");
    }

    static PolicyDocument document(Policy policy) {
        boolean strong = policy.isStrong();
        String preset = strong
                ? STRONG
                : PRESETS.stream()
                        .filter(p -> p.writeQuorum() == policy.writeQuorum() && p.readQuorum() == policy.readQuorum())
                        .map(Preset::name)
                        .findFirst()
                        .orElse(null);
        return new PolicyDocument(
                policy.prefix(),
                preset,
                word(policy.consistency()),
                strong ? null : policy.replicas(),
                strong ? null : policy.writeQuorum(),
                strong ? null : policy.readQuorum(),
                Durations.format(policy.defaultTtlMillis()),
                Durations.format(policy.maxTtlMillis()),
                policy.maxBytes(),
                policy.maxValueBytes(),
                word(policy.eviction()),
                word(policy.onMajorityLoss()),
                policy.conflict());
    }

    private static <E extends Enum<E>> E named(String field, String text, E[] values) {
        for (E value : values) {
            if (word(value).equals(text)) {
                return value;
            }
        }
        String words = String.join(
                " or ", Arrays.stream(values).map(PolicyDocuments::word).toList());
        throw invalid(ErrorCode.INVALID_POLICY, field, field + " must be " + words + ", not '" + text + "'.");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static int orElse(Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private static ProblemException invalid(ErrorCode code, String field, String detail) {
        return new ProblemException(code, field, detail);
    }
}
