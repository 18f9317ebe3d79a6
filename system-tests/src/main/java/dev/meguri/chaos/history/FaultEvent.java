package dev.meguri.chaos.history;

/** A fault that was made. @param fault its kind; @param what in words */
public record FaultEvent(String fault, String what, long fromNanos, long toNanos) {}
