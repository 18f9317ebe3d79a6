package dev.meguri.api.fault;

import java.util.List;

/** The faults at work on one node, in the order in which they were set. */
public record FaultList(String nodeId, List<FaultView> faults) {}
