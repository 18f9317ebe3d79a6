package dev.meguri.api.cluster;

import java.util.List;

/** Slots {@code from} to {@code to}, both included. @param next while they move (phase JOINT): the list to be; else empty */
public record SlotRange(int from, int to, String phase, List<String> current, List<String> next) {}
