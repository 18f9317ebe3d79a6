package dev.meguri.node.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.ring.Key;
import dev.meguri.node.resp.OwedAnswers.Cost;
import dev.meguri.resp.RespLimits;
import dev.meguri.resp.command.Command;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OwedAnswersTest {
    private static final Key[] A = {Key.of("a")};
    private static final Key[] B = {Key.of("b")};

    private final OwedAnswers owed = new OwedAnswers();

    /** Done when the test says so. */
    private static final class Owed extends Pending {
        boolean isDone;

        Owed() {
            super(null, 2);
        }

        @Override
        boolean isDone() {
            return isDone;
        }
    }

    private Owed add(Cost cost) {
        Owed pending = new Owed();
        owed.add(pending, cost);
        return pending;
    }

    @Test
    void commandsOfManyBytes_haveToBeAnsweredBeforeMoreAreTakenIn() {
        Owed first = add(new Cost(RespLimits.PAUSE_COMMAND_BYTES, 0));
        assertFalse(owed.hasRoom());
        assertEquals(RespLimits.PAUSE_COMMAND_BYTES, owed.bytes());
        first.isDone = true;
        assertSame(first, owed.pollDone());
        assertTrue(owed.hasRoom());
        assertEquals(0, owed.bytes());
    }

    @Test
    void commandsThatMayAnswerMuch_haveToBeAnsweredBeforeMoreAreTakenIn() {
        int half = RespLimits.PAUSE_ANSWER_BYTES / 2;
        add(Cost.of(new Request(Command.GET, words("GET", "k")), half));
        assertTrue(owed.hasRoom());
        add(Cost.of(new Request(Command.GET, words("GET", "k")), half));
        assertFalse(owed.hasRoom());
    }

    @Test
    void costs_areThoseOfWhatIsTold() {
        assertEquals(new Cost(1, 100), Cost.of(new Request(Command.GET, words("", "k")), 100));
        assertEquals(new Cost(2, 200), Cost.of(new Request(Command.MGET, words("", "k", "l")), 100));
        assertEquals(new Cost(4, 0), Cost.of(new Request(Command.SET, words("", "k", "abc")), 100));
        assertEquals(new Cost(7, 100), Cost.of(new Request(Command.SET, words("", "k", "abc", "GET")), 100));
        assertEquals(
                RespLimits.MAX_ANSWER_BYTES,
                Cost.of(new Request(Command.MGET, words("", "k", "l")), Integer.MAX_VALUE)
                        .answerBytes());
    }

    @Test
    void answers_areTakenInTheOrderOfTheCommands() {
        Owed first = add(Cost.NOTHING);
        Owed second = add(Cost.NOTHING);
        second.isDone = true;
        assertNull(owed.pollDone());
        assertFalse(owed.isFirstDone());
        first.isDone = true;
        assertTrue(owed.isFirstDone());
        assertSame(first, owed.pollDone());
        assertSame(second, owed.pollDone());
        assertNull(owed.pollDone());
    }

    @Test
    void everythingWaitsForAWriteOfItsKey() {
        Owed write = new Owed();
        owed.writes(A, write);
        assertSame(write, owed.before(A, false));
        assertSame(write, owed.before(A, true));
        assertNull(owed.before(B, true));
        write.isDone = true;
        assertNull(owed.before(A, false));
    }

    @Test
    void aWriteWaitsForAReadOfItsKey_andAReadDoesNot() {
        Owed read = new Owed();
        owed.reads(A, read);
        assertSame(read, owed.before(A, true));
        assertNull(owed.before(A, false));
        assertNull(owed.before(B, true));
        read.isDone = true;
        assertNull(owed.before(A, true));
    }

    private static byte[][] words(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }
}
