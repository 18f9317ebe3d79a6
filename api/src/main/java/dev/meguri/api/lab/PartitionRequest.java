package dev.meguri.api.lab;

import java.util.List;

/**
 * Groups that cannot reach each other: every link from one to another is cut, both ways. Who is in no group reaches all.
 *
 * @param groups at least two, each with at least one member: node ids, and {@code manager}; nobody is in two
 * @param durationMillis after which it heals by itself: 1,000 to 3,600,000
 */
public record PartitionRequest(List<List<String>> groups, Long durationMillis) {}
