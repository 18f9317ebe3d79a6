package dev.meguri.api.lab;

import java.util.List;

/**
 * A consistency test to be run.
 *
 * @param policy prefix of one of the cluster's policies: the keys of the test are under it
 * @param clients 1 to 50, dealt out to the nodes in turn; each talks to its own node only
 * @param keys 1 to 20
 * @param seconds of reading and writing: 5 to 120
 * @param fault see {@link LabFault#wire}; null: none
 * @param groups of {@code groups}, as in {@link PartitionRequest}; else null
 */
public record ConsistencyTestRequest(
        String policy, Integer clients, Integer keys, Integer seconds, String fault, List<List<String>> groups) {}
