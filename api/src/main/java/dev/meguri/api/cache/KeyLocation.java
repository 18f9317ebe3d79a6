package dev.meguri.api.cache;

import java.util.List;

/**
 * Where a key lives.
 *
 * @param policy prefix of its policy
 * @param replicas the nodes that keep it under its policy, in ring order, the home primary first
 * @param joining while the slot moves: the nodes that will keep it; else empty
 * @param servingPrimary the replica that coordinates now; null: none is alive
 */
public record KeyLocation(
        String key,
        int slot,
        long epoch,
        String phase,
        String policy,
        List<String> replicas,
        List<String> joining,
        String servingPrimary) {}
