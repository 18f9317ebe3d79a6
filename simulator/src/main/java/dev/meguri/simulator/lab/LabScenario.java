package dev.meguri.simulator.lab;

/** What can be played. */
public enum LabScenario {
    NODE_FAILS(
            "A node fails and returns",
            "A process ends without a word. Others find out, serve its slots, and after a while give them new replicas. Then it"
                    + " comes back with what its disk has.") {
        @Override
        void play(Stage stage) {
            String victim = stage.drawn();
            stage.at(4_000, () -> stage.kill(victim));
            stage.at(18_000, () -> stage.start(victim));
        }
    },
    JOIN_AND_DRAIN(
            "A node joins, another is drained",
            "One more node comes and is given slots, which move while clients write. Then an operator drains another one.") {
        @Override
        void play(Stage stage) {
            stage.at(3_000, stage::join);
            stage.at(15_000, () -> stage.drain(stage.drawn()));
        }
    },
    PARTITION(
            "A partition, healed later",
            "The smaller part of the nodes is cut off from the others and from the manager, for twelve seconds.") {
        @Override
        void play(Stage stage) {
            stage.at(4_000, stage::split);
            stage.at(16_000, stage::healLinks);
        }
    },
    ROLLING_RESTART(
            "A rolling restart",
            "An operator stops one node after the other cleanly and starts it again: nobody should notice.") {
        @Override
        void play(Stage stage) {
            int rounds = Math.min(stage.size(), MAX_RESTARTS);
            for (int i = 1; i <= rounds; i++) {
                String node = "node-" + i;
                stage.at(3_000 + (i - 1) * RESTART_MILLIS, () -> stage.stop(node));
                stage.at(3_000 + (i - 1) * RESTART_MILLIS + AWAY_MILLIS, () -> stage.start(node));
            }
        }
    },
    HOT_KEY(
            "A hot key",
            "For twenty seconds most clients want one key. All its reads are answered by one node: watch the traffic turn to"
                    + " it.") {
        @Override
        void play(Stage stage) {
            stage.at(3_000, () -> stage.heat(true));
            stage.at(23_000, () -> stage.heat(false));
        }
    },
    SLOW_NODE(
            "A slow node",
            "All that one node says and hears is late by a quarter of a second. Reads that wait for it are sent to another"
                    + " replica.") {
        @Override
        void play(Stage stage) {
            String slow = stage.drawn();
            stage.at(3_000, () -> stage.slow(slow, 250));
            stage.at(22_000, () -> stage.slow(slow, 0));
        }
    },
    CLOCK_JUMP(
            "A clock jumps",
            "The wall clock of one node jumps ahead by eight seconds, further than the others bear, and later back.") {
        @Override
        void play(Stage stage) {
            String wrong = stage.drawn();
            stage.at(4_000, () -> stage.clock(wrong, JUMP_MILLIS));
            stage.at(18_000, () -> stage.clock(wrong, 0));
        }
    },
    BROKEN_RULE(
            "One broken rule",
            "The cluster breaks one rule of its own protocol, on purpose, while things go wrong. The checkers have to notice.") {
        @Override
        void play(Stage stage) {
            stage.rule().play(stage);
        }
    },
    CASPAXOS_RULE(
            "What if CASPaxos did not ...",
            "One slot, six voters, some proposers: a short story of strong keys that goes well with every rule, and is spoilt"
                    + " without one. Told message by message.") {
        @Override
        void play(Stage stage) {
            throw new IllegalStateException("a film of its own: " + CasPaxosRule.class);
        }
    };

    static final long JUMP_MILLIS = 8_000;
    private static final int MAX_RESTARTS = 7;
    private static final long RESTART_MILLIS = 3_500;
    private static final long AWAY_MILLIS = 1_500;

    private final String title;
    private final String about;

    LabScenario(String title, String about) {
        this.title = title;
        this.about = about;
    }

    public String title() {
        return title;
    }

    public String about() {
        return about;
    }

    public boolean needsRule() {
        return this == BROKEN_RULE || this == CASPAXOS_RULE;
    }

    /** Lays down what happens when. */
    abstract void play(Stage stage);
}
