package dev.meguri.simulator.lab;

import java.util.List;
import java.util.Map;

/**
 * What happened in a run, as a picture shows it. Times are microseconds of virtual time since the cluster had formed; nodes are
 * numbers into {@code names}.
 *
 * @param names who is in the picture; of a cluster the manager first
 * @param inner how many of them, from the first, are in the middle: the manager, or proposers; the others are around them
 * @param traceHash over every event of the run: equal in every run of the order
 * @param pictureHash over everything in the film
 * @param actMicros from here on everything is healed, and clients have stopped
 * @param kinds of flights, by number
 * @param sent how many messages there were, of which {@code flights} has at most {@link Flights#MAX_FLIGHTS}
 * @param rates by second, and in it by kind: messages that were sent, all of them
 */
public record Film(
        LabOrder order,
        String title,
        String about,
        List<String> names,
        int inner,
        String traceHash,
        String pictureHash,
        long endMicros,
        long actMicros,
        List<String> kinds,
        long sent,
        Flown flights,
        List<Change> changes,
        List<Cut> cuts,
        List<Told> told,
        List<long[]> rates,
        LabVerdict verdict) {
    /** What a node's process is. */
    public enum Process {
        OFF,
        UP,
        PAUSED
    }

    /** How much what is told matters. */
    public enum Weight {
        GOOD,
        INFO,
        WARN,
        BAD
    }

    /** Whose doing what is told is. */
    public enum Teller {
        /** The scenario, or a person. */
        ACT,
        MANAGER,
        NODE,
        CLIENT,
        CHECKER
    }

    /**
     * Messages, in columns, by the time they were sent.
     *
     * @param tookMicros until they arrived, or would have
     * @param fate 0: arrived, 1: lost, 2: held up by a cut
     * @param text for people
     */
    public record Flown(
            long[] sentMicros, int[] tookMicros, int[] from, int[] to, int[] kind, int[] fate, List<String> text) {}

    /**
     * A node is as this says from then on.
     *
     * @param member its state by the manager, or its part in the story; null: it is no member
     * @param ringVersion that it follows; 0: none
     * @param leads slots of which it is the first of the list
     * @param holds slots whose list it is in
     * @param unsynced of those
     * @param clockMillis by how much its wall clock is wrong
     */
    public record Change(
            long micros,
            int node,
            Process process,
            String member,
            long ringVersion,
            int leads,
            int holds,
            int unsynced,
            long clockMillis) {
        boolean isAs(Change other) {
            return other != null
                    && other.equals(new Change(
                            other.micros, node, process, member, ringVersion, leads, holds, unsynced, clockMillis));
        }
    }

    /** The way between two is cut, or healed, from then on. */
    public record Cut(long micros, int a, int b, boolean cut) {}

    /** A sentence for other languages: which one it is, and what stands in it. */
    public record Said(String code, Map<String, Object> values) {}

    /**
     * @param node whom it is about; -1: nobody in particular
     * @param text in English
     * @param said null: it is told in English alone
     */
    public record Told(long micros, Teller teller, Weight weight, int node, String text, Said said) {}
}
