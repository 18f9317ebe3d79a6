package dev.meguri.api.cluster;

/**
 * A fault that something outside makes in a node's network or process, such as a profile of docker-compose.yml: told, so that
 * whoever looks at the cluster knows that it is on purpose.
 *
 * @param kind as its maker calls it: small letters and dashes
 * @param phase {@code injected} or {@code healed}
 * @param what in words, for the log
 */
public record FaultReport(String nodeId, String kind, String phase, String what) {}
