package dev.meguri.simulator.strong;

import dev.meguri.core.strong.StrongMessage;

/** Scenarios of votes and rounds, of collection and expiry, where no slot moves but where a voter is added again; see {@link StrongScenario}. */
final class VoteScripts {
    private static final String[] OLD = {"n0", "n1", "n2"};
    private static final String[] NEW = {"n3", "n4", "n5"};
    private static final String[] ALL = {"n0", "n1", "n2", "n3", "n4", "n5"};
    /** Longer than any back-off, shorter than what a client waits. */
    private static final int BACK_OFF = 30;

    private VoteScripts() {}

    // ---- acceptor ------------------------------------------------------------------------------------------------

    static void addedAgain(Script s) {
        s.write("p0");
        s.everything("p0");
        s.move("n0", "n1", "n3");
        s.follow("p0");
        s.remove("p0");
        s.everything("p0");
        s.collect();
        s.everything("g");
        s.joint("n0", "n1", "n2");
        s.migrate("m0");
        for (int i = 0; i < 3; i++) {
            s.with("m0", "n2");
            s.with("m0", "n0");
            s.with("m0", "n3");
            s.pass(BACK_OFF);
        }
        s.everything("m0");
        s.switchOver();
        s.follow("p1");
        s.read("p1");
        s.everything("p1");
    }

    static void lowerBallotAfterAnAccept(Script s) {
        s.write("p0");
        s.everything("p0");
        s.identity("p1");
        s.everything("p1");
        s.write("p0");
        s.everything("p0");
    }

    static void acceptBelowThePromise(Script s) {
        s.write("p0");
        s.requests("p0", "n0", "n1");
        s.write("p1");
        s.requests("p1", "n1", "n2");
        s.answers("p0", OLD);
        s.answers("p1", OLD);
        s.with("p0", "n0", "n1");
        s.with("p1", "n1", "n2");
    }

    /** A round prepared in JOINT; then the slot promise; then the round's accept. */
    static void acceptBelowTheSlotPromise(Script s, Runnable between) {
        s.write("p0");
        s.everything("p0");
        s.joint(NEW);
        s.follow("p0");
        s.write("p0");
        s.requests("p0", ALL);
        s.answers("p0", ALL);
        s.migrate("m0");
        s.everything("m0");
        s.pass(BACK_OFF);
        s.requests("m0", ALL);
        s.answers("m0", ALL);
        between.run();
        s.with("p0", ALL);
        s.everything("m0");
    }

    /** A write-back has the value accepted without the promise that the writer asks for. */
    static void duplicateOfAWriteBack(Script s) {
        s.write("p1");
        s.requests("p1", OLD);
        s.answers("p1", OLD);
        s.with("p1", "n0");
        s.read("p2");
        s.requests("p2", "n0", "n2");
        s.answers("p2", "n0", "n2");
        s.with("p2", "n2");
        s.lose("p2");
        s.with("p1", "n2");
        s.lose("p1");
        s.identity("p0");
        s.with("p0", "n1", "n2");
        s.write("p1");
        s.with("p1", "n0", "n2");
    }

    /** Two rounds have prepared; what becomes of the higher promise, of a key that nobody holds yet? */
    static void barePromises(Script s, Runnable between) {
        s.count("p1", 4);
        s.write("p0");
        s.requests("p0", "n0", "n1");
        s.answers("p0", OLD);
        s.write("p1");
        s.requests("p1", "n0", "n1");
        s.answers("p1", OLD);
        s.lose("p1", VoteScripts::isPrepare);
        s.lose("p0", VoteScripts::isPrepare);
        between.run();
        s.requests("p0", "n0", "n1");
        s.requests("p1", "n0", "n1");
    }

    private static boolean isPrepare(StrongMessage message) {
        return message instanceof StrongMessage.Prepare;
    }

    // ---- proposer ------------------------------------------------------------------------------------------------

    static void conditionSeenFalseAtOneVoter(Script s) {
        s.write("p0");
        s.requests("p0", OLD);
        s.answers("p0", OLD);
        s.requests("p0", "n0");
        s.count("p1", 4);
        s.add("p1");
        s.with("p1", "n0", "n1");
        s.lose("p1");
        s.read("p2");
        s.with("p2", "n1", "n2");
    }

    static void writeAfterAWriteInDoubt(Script s) {
        s.write("p0");
        s.requests("p0", OLD);
        s.answers("p0", OLD);
        s.requests("p0", "n0");
        s.pass(ModelProposer.TIMEOUT + 1);
        s.lose("p0");
        s.write("p0");
        s.requests("p0", "n1");
    }

    static void outrunAtTheDeadline(Script s) {
        s.count("p1", 4);
        s.write("p0");
        s.requests("p0", OLD);
        s.answers("p0", OLD);
        s.requests("p0", "n0");
        s.identity("p1");
        s.requests("p1", "n1", "n2");
        s.requests("p0", "n1", "n2");
        s.answers("p0", "n1", "n2");
        s.lose("p0");
        s.pass(ModelProposer.TIMEOUT + 1);
        s.lose("p0");
        s.read("p2");
        s.everything("p2");
    }

    static void compareAndSetAfterAnIdentityRound(Script s) {
        s.write("p0");
        s.everything("p0");
        s.identity("p1");
        s.everything("p1");
        s.cas("p0");
        s.everything("p0");
    }

    // ---- collection and expiry -----------------------------------------------------------------------------------

    static void collectionWithAVoterAway(Script s) {
        s.write("p0");
        s.everything("p0");
        s.remove("p0");
        s.with("p0", "n0", "n1");
        s.lose("p0");
        s.collect();
        s.with("g", "n0", "n1");
        s.lose("g");
        s.pass(BACK_OFF + 10);
        s.with("g", "n2");
        s.everything("g");
        s.read("p1");
        s.with("p1", "n1", "n2");
    }

    static void collectionOfAKey(Script s) {
        s.write("p0");
        s.everything("p0");
        s.remove("p0");
        s.everything("p0");
        s.collect();
        s.everything("g");
    }

    static void promiseBeforeForget(Script s) {
        s.write("p0");
        s.everything("p0");
        s.remove("p0");
        s.everything("p0");
        s.count("p1", 100);
        s.collect();
        s.with("g", "n0", "n1");
        s.requests("g", "n2");
        s.answers("g", "n2");
        s.requests("g", OLD);
        s.answers("g", OLD);
        s.identity("p1");
        s.requests("p1", "n0");
        s.requests("g", "n0");
    }

    static void expirySeenByAFastClock(Script s) {
        s.write("p2", 50);
        s.everything("p2");
        s.pass(30);
        s.read("p0");
        s.everything("p0");
        s.read("p1");
        s.everything("p1");
    }

    static void sweepAfterAnotherWrite(Script s) {
        s.write("p0", 50);
        s.everything("p0");
        s.read("p1");
        s.everything("p1");
        s.pass(60);
        s.write("p2");
        s.everything("p2");
        s.sweep("p1");
        s.everything("p1");
        s.read("p0");
        s.everything("p0");
    }
}
