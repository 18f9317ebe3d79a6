package dev.meguri.api.cluster;

/** @param nodeId of a registered STANDBY node */
public record AdmitRequest(String nodeId) {}
