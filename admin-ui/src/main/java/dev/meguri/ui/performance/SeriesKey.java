package dev.meguri.ui.performance;

/** @param name of the node, the policy's prefix, or the kind of operation */
record SeriesKey(Scope scope, String name, Metric metric) {}
