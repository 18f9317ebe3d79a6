package dev.meguri.api.fault;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A fault at work. Values that its kind does not have are left out.
 *
 * @param id for clearing it: {@code cut:node-2:out}, {@code pause}
 * @param description in words
 * @param remainingMillis until it heals by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FaultView(
        String id,
        FaultKind kind,
        String peer,
        FaultDirection direction,
        String description,
        long remainingMillis,
        Long delayMillis,
        Long jitterMillis,
        Double rate,
        Long bytesPerSecond,
        Long offsetMillis) {}
