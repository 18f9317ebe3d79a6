package dev.meguri.client.net;

import dev.meguri.client.error.MeguriException;
import dev.meguri.client.error.WrongCredentialsException;
import dev.meguri.client.error.WrongServerException;
import dev.meguri.client.protocol.CommandBytes;
import dev.meguri.client.protocol.Reply;
import dev.meguri.client.ring.Ring;
import dev.meguri.client.ring.RingAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** What is said first on a connection: HELLO 3 with the password, and MEGURI.RING, which tells who answers. */
public final class Greeting {
    private final String expectedNode;
    private final String expectedCluster;
    private final Queue<Exchange> toSay = new ArrayDeque<>();
    private MeguriException failure;
    private RingAnswer ring;

    /**
     * @param expectedNode null: whoever it is
     * @param known the ring that is known
     */
    public Greeting(NetSettings settings, String expectedNode, Ring known) {
        this.expectedNode = expectedNode;
        this.expectedCluster = known.clusterId();
        CommandBytes hello = CommandBytes.of("HELLO").word("3");
        if (settings.password() != null) {
            hello.word("AUTH").word("default").word(settings.password());
        }
        hello.word("SETNAME").word(settings.clientName());
        toSay.add(new Word(settings, hello.encode()) {
            @Override
            protected void answered(Reply reply) {
                if (reply instanceof Reply.Failure refusal) {
                    failure = refused(refusal);
                }
            }
        });
        toSay.add(new Word(settings, ringCommand(known)) {
            @Override
            protected void answered(Reply reply) {
                ringAnswered(reply);
            }
        });
    }

    /** Asks for the ring, if it is not the known one. */
    public static byte[] ringCommand(Ring known) {
        return CommandBytes.of("MEGURI.RING")
                .word(known.term())
                .word(known.version())
                .encode();
    }

    boolean hasNext() {
        return !toSay.isEmpty();
    }

    Exchange next() {
        return toSay.poll();
    }

    boolean isRefused() {
        return failure != null;
    }

    boolean isOver() {
        return ring != null || failure != null;
    }

    /** @throws RefusedGreeting the node cannot be used */
    RingAnswer answer() throws RefusedGreeting {
        if (failure != null) {
            throw new RefusedGreeting(failure);
        }
        return ring;
    }

    private void ringAnswered(Reply reply) {
        if (failure != null) {
            return;
        }
        if (reply instanceof Reply.Failure refusal) {
            failure = refused(refusal);
            return;
        }
        RingAnswer answer;
        try {
            answer = RingAnswer.of(reply);
        } catch (IllegalArgumentException e) {
            failure = new WrongServerException("what answers is no node of Meguri that this client knows: " + e, e);
            return;
        }
        if (expectedNode != null && !expectedNode.equals(answer.nodeId())) {
            failure = new WrongServerException(answer.nodeId() + " answers where " + expectedNode + " was");
        } else if (!expectedCluster.isEmpty()
                && !answer.clusterId().isEmpty()
                && !expectedCluster.equals(answer.clusterId())) {
            failure = new WrongServerException(answer.nodeId() + " is of another cluster by now");
        } else {
            ring = answer;
        }
    }

    private static MeguriException refused(Reply.Failure refusal) {
        return switch (refusal.code()) {
            case "WRONGPASS", "NOAUTH" -> new WrongCredentialsException(refusal.message());
            default -> new WrongServerException("what answers is no node of Meguri: " + refusal.message());
        };
    }

    /** The connection was refused by whom it reached. */
    public static final class RefusedGreeting extends IOException {
        private static final long serialVersionUID = 1;

        private final transient MeguriException reason;

        RefusedGreeting(MeguriException reason) {
            super(reason.getMessage(), reason);
            this.reason = reason;
        }

        public MeguriException reason() {
            return reason;
        }
    }

    private abstract static class Word extends Exchange {
        /** The connection itself is given up where no answer comes. */
        Word(NetSettings settings, byte[] command) {
            super(command, settings.nanoTime().getAsLong() + Duration.ofDays(1).toNanos());
            send();
        }

        @Override
        protected void lost(boolean sent, IOException why) {}

        @Override
        protected void silent() {}
    }
}
