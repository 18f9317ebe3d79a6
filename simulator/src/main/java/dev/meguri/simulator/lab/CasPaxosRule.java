package dev.meguri.simulator.lab;

import dev.meguri.core.strong.StrongRules.Rule;
import dev.meguri.simulator.strong.StrongScenario;
import java.util.List;

/** The rules of strong keys, each as a question that a directed scenario answers. */
public record CasPaxosRule(String name, String question) {
    private static final String ASKED = "What if CASPaxos did not ";

    /** All that a scenario shows. */
    public static List<CasPaxosRule> all() {
        return StrongScenario.all().stream()
                .map(scenario -> new CasPaxosRule(scenario.rule().name(), ASKED + clause(scenario.rule()) + "?"))
                .toList();
    }

    static boolean has(String name) {
        return all().stream().anyMatch(rule -> rule.name.equals(name));
    }

    static CasPaxosRule of(String name) {
        return all().stream().filter(rule -> rule.name.equals(name)).findFirst().orElseThrow();
    }

    private static String clause(Rule rule) {
        return switch (rule) {
            case READDED_STARTS_EMPTY -> "make a voter that comes back to the list begin empty";
            case PROMISE_AFTER_ACCEPT -> "let an accepted ballot bind like a promise";
            case ACCEPT_CHECKS_PROMISE -> "refuse to accept below a promise";
            case ACCEPT_CHECKS_SLOT_PROMISE -> "refuse to accept below the promise for the whole slot";
            case DUPLICATE_RAISES_PROMISE -> "let a repeated accept raise the promise";
            case SLOT_PROMISE_BINDS_UNKNOWN_KEYS -> "let the slot's promise bind keys that a voter does not hold";
            case DROPPED_PROMISE_RAISES_SLOT_PROMISE -> "keep a dropped promise in the slot's promise";
            case SLOT_PREPARE_PROMISES -> "keep the promise for a whole slot";
            case SLOT_PREPARE_SEES_BARE_PROMISES -> "let promises of single keys refuse one for the slot";
            case ACCEPT_WITHOUT_CHANGE -> "have a majority accept what was seen at one voter only";
            case NEXT_ENDS_WITH_EPOCH -> "end a promised next ballot with its list";
            case ONE_VALUE_PER_BALLOT -> "keep to one value per ballot";
            case IN_DOUBT_ONCE_SENT -> "call a write in doubt once it was sent";
            case VERSION_IS_CHANGE_BALLOT -> "name a version after the ballot that made the change";
            case COLLECTION_NEEDS_ALL -> "ask all voters before a removed key is forgotten";
            case FLOOR_BEFORE_FORGET -> "raise a floor before a removed key is forgotten";
            case FORGET_CHECKS_PROMISE -> "keep a removed key of which more was promised";
            case EXPIRY_IS_COMMITTED -> "commit that a value expired before it says so";
            case SWEEP_IS_CONDITIONAL -> "sweep away only the very value that it saw expire";
            case JOINT_NEEDS_BOTH -> "ask majorities of both lists while a slot moves";
            case JOINT_READS_NEED_BOTH -> "ask both lists for reads, too, while a slot moves";
            case MIGRATION_FENCES -> "fence the old voters before a slot's keys are read for a move";
            case MIGRATION_CARRIES_ALL_REPORTS -> "carry all that any voter of a majority reports";
            case MIGRATION_USES_OWN_BALLOT -> "move values under the ballot of the move";
            case MIGRATION_USES_SLOT_PROMISE -> "move all keys under one promise for the slot";
            case PROGRESS_BELONGS_TO_EPOCH -> "begin a move's progress anew with another target";
            case SWITCH_WHEN_DONE -> "wait for the end of the move before it switches";
            case NO_WAY_BACK_AFTER_LOSS -> "rule out the way back to a list that lost its majority";
            case LOST_MEMORY_IS_ANOTHER_VOTER -> "take a voter that lost its memory for another one";
            case NO_VOTE_AFTER_IMAGE -> "stop voting once its image is written";
            case IMAGE_HAS_SLOT_PROMISE -> "write the slot's promise into the image";
            case IMAGE_HAS_BARE_PROMISES -> "write promises of single keys into the image";
            case MARKER_IS_CONSUMED -> "use up the image of a clean stop at the first start";
        };
    }
}
