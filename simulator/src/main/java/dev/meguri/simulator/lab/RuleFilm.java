package dev.meguri.simulator.lab;

import dev.meguri.core.ring.Voter;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongRules;
import dev.meguri.core.strong.VoterLists;
import dev.meguri.simulator.lab.Film.Change;
import dev.meguri.simulator.lab.Film.Process;
import dev.meguri.simulator.lab.Film.Teller;
import dev.meguri.simulator.lab.Film.Told;
import dev.meguri.simulator.lab.Film.Weight;
import dev.meguri.simulator.lab.LabVerdict.Outcome;
import dev.meguri.simulator.strong.ModelViolation;
import dev.meguri.simulator.strong.ModelWatch;
import dev.meguri.simulator.strong.StrongScenario;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * A directed scenario of the strong model as a film. There is no time in it but the order of things: each message that is
 * delivered, and each thing that somebody does, takes half a second of the film.
 */
final class RuleFilm implements ModelWatch {
    private static final long STEP_MICROS = 500_000;
    private static final List<String> VOTERS = List.of("n0", "n1", "n2", "n3", "n4", "n5");
    private static final List<String> PROPOSERS = List.of("p0", "p1", "p2", "m0", "m1", "g");

    private final LabOrder order;
    private final CasPaxosRule rule;
    private final Reel reel = new Reel();
    private final List<String> names = new ArrayList<>();
    private final List<Object> underWay = new ArrayList<>();
    private final List<Integer> flights = new ArrayList<>();
    private VoterLists lists;
    private long micros;
    private long hash = 0x72756c65L;
    private String history = "";

    RuleFilm(LabOrder order) {
        this.order = order;
        this.rule = CasPaxosRule.of(order.rule());
        names.addAll(PROPOSERS);
        names.addAll(VOTERS);
    }

    Film make() {
        StrongScenario scenario = StrongScenario.all().stream()
                .filter(one -> one.rule().name().equals(rule.name()))
                .findFirst()
                .orElseThrow();
        StrongRules rules = order.kept() ? StrongRules.ALL : StrongRules.without(scenario.rule());
        LabVerdict verdict;
        try {
            scenario.run(rules, this);
            verdict = verdict(
                    Outcome.HELD,
                    null,
                    "rules_held",
                    "Every rule held: what the clients saw has an order that explains it.",
                    null);
        } catch (ModelViolation violation) {
            String invariant = invariant(violation.getMessage());
            verdict = verdict(
                    Outcome.VIOLATED,
                    invariant,
                    null,
                    InvariantWords.of(invariant),
                    violation.getMessage() + "\n\nWhat the clients saw, and the lists of voters:\n" + history);
        }
        step();
        tell(Teller.CHECKER, verdict.outcome() == Outcome.HELD ? Weight.GOOD : Weight.BAD, null, verdict.inWords());
        return reel.film(
                order,
                rule.question(),
                LabScenario.CASPAXOS_RULE.about(),
                names,
                PROPOSERS.size(),
                hash,
                micros + STEP_MICROS,
                micros,
                verdict);
    }

    /** The model says what it saw; this is the name of what it must not. */
    private static String invariant(String seen) {
        if (seen.contains("has parent")) {
            return "parents-include-what-was-chosen";
        }
        if (seen.startsWith("the limit")) {
            return "limits-never-fall";
        }
        if (seen.startsWith("two values")) {
            return "one-value-per-ballot";
        }
        return seen.startsWith("accepted below the floor") ? "accepted-above-the-floor" : "strong-is-linearizable";
    }

    private LabVerdict verdict(Outcome outcome, String invariant, String code, String sentence, String detail) {
        return new LabVerdict(
                outcome,
                micros + STEP_MICROS,
                invariant,
                code,
                sentence,
                detail,
                List.of(
                        Words.of("votes", "every vote, against the rules of strong keys"),
                        Words.of("key_history", "the history of the key, for linearizability")));
    }

    // ---- messages --------------------------------------------------------------------------------------------------

    @Override
    public void sent(Object flight, String proposer, String voter, StrongMessage message) {
        boolean answer = message instanceof StrongMessage.Answer;
        reel.count(micros, FlightKind.VOTE);
        reel.flights.wants(FlightKind.VOTE);
        int number = reel.flights.add(
                micros,
                micros + STEP_MICROS,
                names.indexOf(answer ? voter : proposer),
                names.indexOf(answer ? proposer : voter),
                FlightKind.VOTE,
                Flights.ARRIVED,
                VoteWords.of(message));
        underWay.add(flight);
        flights.add(number);
        mix(proposer + voter + VoteWords.of(message));
    }

    @Override
    public void delivered(Object flight) {
        step();
        int at = indexOf(flight);
        reel.flights.end(flights.get(at), micros);
        remove(at);
    }

    @Override
    public void lost(Object flight) {
        int at = indexOf(flight);
        reel.flights.end(flights.get(at), false);
        remove(at);
    }

    private int indexOf(Object flight) {
        for (int i = 0; i < underWay.size(); i++) {
            if (underWay.get(i) == flight) {
                return i;
            }
        }
        throw new IllegalStateException("a message that was never sent");
    }

    private void remove(int at) {
        underWay.remove(at);
        flights.remove(at);
    }

    // ---- what else happens -----------------------------------------------------------------------------------------

    @Override
    public void does(String proposer, String what) {
        step();
        tell(Teller.CLIENT, Weight.INFO, proposer, Words.english(proposer + " " + what + "."));
    }

    @Override
    public void answered(String proposer, String what) {
        tell(Teller.CLIENT, Weight.GOOD, proposer, Words.english(proposer + " answers its client, " + what + "."));
    }

    @Override
    public void published(VoterLists now) {
        step();
        lists = now;
        String moves = now.isJoint()
                ? "moves from " + names(now.current()) + " to " + names(now.next())
                : "is " + names(now.current());
        tell(
                Teller.MANAGER,
                Weight.INFO,
                null,
                Words.of(
                        now.isJoint() ? "list_moves" : "list_is",
                        "The list of the slot " + moves + ", as of epoch " + now.epoch() + ".",
                        "current",
                        names(now.current()),
                        "next",
                        names(now.next()),
                        "epoch",
                        now.epoch()));
        for (String voter : VOTERS) {
            show(voter, true);
        }
        for (String proposer : PROPOSERS) {
            reel.change(new Change(micros, names.indexOf(proposer), Process.UP, part(proposer), 0, 0, 0, 0, 0));
        }
    }

    @Override
    public void voter(String voter, boolean up, String what) {
        step();
        tell(Teller.NODE, Weight.WARN, voter, Words.english(voter + " " + what + "."));
        show(voter, up);
    }

    @Override
    public void passed(int steps) {
        step();
        tell(
                Teller.ACT,
                Weight.INFO,
                null,
                Words.of("time_passes", "Time passes: whoever was refused waits, and tries again."));
    }

    @Override
    public void ended(String all) {
        history = all;
    }

    private void show(String voter, boolean up) {
        boolean current = holds(lists.current(), voter);
        boolean next = holds(lists.next(), voter);
        String member =
                current && next ? "VOTER" : next ? "NEXT" : current ? lists.isJoint() ? "LEAVING" : "VOTER" : null;
        reel.change(new Change(
                micros, names.indexOf(voter), up ? Process.UP : Process.OFF, member, lists.epoch(), 0, 0, 0, 0));
    }

    private static String part(String proposer) {
        return switch (proposer.charAt(0)) {
            case 'p' -> "PROPOSER";
            case 'm' -> "CARRIER";
            default -> "COLLECTOR";
        };
    }

    private static boolean holds(List<Voter> list, String nodeId) {
        return list.stream().anyMatch(voter -> voter.nodeId().equals(nodeId));
    }

    private static String names(List<Voter> list) {
        return String.join(", ", list.stream().map(Voter::nodeId).toList());
    }

    private void tell(Teller teller, Weight weight, String about, Words words) {
        mix(words.text());
        int node = about == null ? -1 : names.indexOf(about);
        reel.tell(new Told(micros, teller, weight, node, words.text(), words.said()));
    }

    private void step() {
        micros += STEP_MICROS;
    }

    private void mix(String text) {
        hash = SplitMix64.mix(hash ^ text.hashCode()) + micros;
    }
}
