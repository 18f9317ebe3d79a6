package dev.meguri.simulator.strong;

/** Scenarios of slots that move, and of voters that lose their memory or keep it; see {@link StrongScenario}. */
final class MoveScripts {
    private static final String[] OLD = {"n0", "n1", "n2"};
    private static final String[] NEW = {"n3", "n4", "n5"};
    private static final String[] ALL = {"n0", "n1", "n2", "n3", "n4", "n5"};
    private static final int BACK_OFF = 30;

    private MoveScripts() {}

    static void writeInJointAndBack(Script s) {
        s.joint(NEW);
        s.follow("p0");
        s.write("p0");
        s.with("p0", "n3", "n4");
        s.lose("p0");
        s.goBack();
        s.follow("p1");
        s.read("p1");
        s.everything("p1");
    }

    static void readInJointAtTheOldList(Script s) {
        s.write("p0");
        s.everything("p0");
        s.joint(NEW);
        migrateWell(s);
        s.count("p0", 100);
        s.follow("p0");
        s.write("p0");
        s.requests("p0", ALL);
        s.answers("p0", ALL);
        s.requests("p0", "n0", "n1");
        s.lose("p0");
        s.follow("p1");
        s.read("p1");
        s.with("p1", "n0", "n1");
        s.lose("p1");
        s.switchOver();
        s.follow("p2");
        s.read("p2");
        s.everything("p2");
    }

    static void writeByTheOldEpoch(Script s) {
        s.write("p0");
        s.everything("p0");
        s.joint(NEW);
        s.migrate("m0");
        s.with("m0", "n3", "n4");
        s.lose("m0");
        s.write("p0");
        s.with("p0", "n0", "n1");
        s.switchOver();
        s.follow("p1");
        s.read("p1");
        s.everything("p1");
    }

    static void oneReportOnly(Script s) {
        s.write("p0");
        s.requests("p0", OLD);
        s.answers("p0", OLD);
        s.with("p0", "n1", "n2");
        s.lose("p0");
        s.joint(NEW);
        s.migrate("m0");
        s.everything("m0");
        s.pass(BACK_OFF);
        s.with("m0", "n0");
        s.with("m0", "n1");
        s.with("m0", NEW);
        s.switchOver();
        s.follow("p1");
        s.read("p1");
        s.everything("p1");
    }

    /** A round of a migration that was given up reached one voter; later rounds must stay above it. */
    static void copyAtTheOriginalBallot(Script s) {
        s.write("p0");
        s.everything("p0");
        s.joint(NEW);
        s.count("p1", 10);
        s.follow("p1");
        s.write("p1");
        s.requests("p1", ALL);
        s.answers("p1", ALL);
        s.requests("p1", "n3");
        s.lose("p1");
        s.goBack();
        s.joint(NEW);
        migrateWell(s);
        s.switchOver();
        s.follow("p2");
        s.identity("p2");
        s.everything("p2");
    }

    static void anotherTarget(Script s) {
        s.write("p0");
        s.everything("p0");
        s.joint("n0", "n1", "n3");
        migrateWell(s);
        s.retarget("n0", "n4", "n5");
        s.switchOver();
        s.follow("p1");
        s.read("p1");
        s.with("p1", "n4", "n5");
    }

    static void switchBeforeDone(Script s) {
        s.write("p0");
        s.everything("p0");
        s.joint(NEW);
        s.switchOver();
        s.follow("p1");
        s.read("p1");
        s.with("p1", NEW);
    }

    static void oldListLostInJoint(Script s) {
        s.write("p0");
        s.everything("p0");
        s.joint(NEW);
        migrateWell(s);
        s.crash("n0");
        s.crash("n1");
        s.goBack();
        s.switchOverIfMoving();
        s.follow("p1");
        ModelHistory.Op read = s.read("p1");
        s.everything("p1");
        s.mustEnd(read);
    }

    /**
     * A value reached one voter that stays, n0; of its ballot the move hears by the bare promise at n1 alone. What the new list
     * chooses later must be above that ballot, or the old value would come to be the newest.
     */
    static void valueAtOneVoterThatStays(Script s) {
        s.count("p0", 4);
        s.add("p0");
        s.requests("p0", "n0", "n1");
        s.answers("p0", "n0", "n1");
        s.requests("p0", "n0");
        s.lose("p0");
        s.joint("n0", "n3", "n4");
        s.migrate("m0");
        for (int i = 0; i < 3; i++) {
            s.with("m0", "n1", "n2", "n3", "n4");
            s.pass(BACK_OFF);
        }
        s.with("m0", "n1", "n2", "n3", "n4");
        s.switchOver();
        s.follow("p1");
        ModelHistory.Op add = s.add("p1");
        for (int i = 0; i < 3; i++) {
            s.with("p1", "n3", "n4");
            s.pass(BACK_OFF);
        }
        s.with("p1", "n3", "n4");
        s.mustEnd(add);
        s.follow("p2");
        s.read("p2");
        s.with("p2", "n0", "n3");
    }

    static void migrateWell(Script s) {
        s.migrate("m0");
        for (int i = 0; i < 3; i++) {
            s.everything("m0");
            s.pass(BACK_OFF);
        }
        s.everything("m0");
    }

    // ---- memory --------------------------------------------------------------------------------------------------

    static void crashOfOneHolder(Script s) {
        s.write("p0");
        s.with("p0", "n0", "n1");
        s.lose("p0");
        s.crash("n0");
        s.read("p1");
        s.with("p1", "n0", "n2");
    }

    static void voteWhileStopping(Script s) {
        s.model.stop(s.node("n0"));
        s.write("p0");
        s.with("p0", "n0", "n1");
        s.lose("p0");
        s.model.start(s.node("n0"));
        s.read("p1");
        s.with("p1", "n0", "n2");
    }

    static void crashAfterAWarmStart(Script s) {
        s.restart("n0");
        s.write("p0");
        s.with("p0", "n0", "n1");
        s.lose("p0");
        s.crash("n0");
        s.read("p1");
        s.with("p1", "n0", "n2");
    }
}
