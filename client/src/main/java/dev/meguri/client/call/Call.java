package dev.meguri.client.call;

import dev.meguri.client.observe.ClientObserver;
import dev.meguri.client.protocol.Reply;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * One operation of the application, through all of its attempts. Completed once: with the first answer that is one, or with why
 * there is none.
 *
 * <p>What is below the line belongs to whoever holds the monitor.
 */
public final class Call<T> extends CompletableFuture<T> {
    final Request<T> request;
    final long deadlineNanos;
    final ClientObserver.Watch watch;
    private final Runnable beforeEnd;
    private final Ended ended;

    // ----
    /** Counts from 1; failures of earlier attempts than the last one are of no interest. */
    int attempt;

    /** Redirections since the last pause. */
    int moves;

    int pauses;
    /** An attempt may have been made, and nobody said so. */
    boolean inDoubt;

    Throwable lastFailure;
    /** Nodes that were asked since all of them were; null: none. */
    private Set<String> asked;

    /** Is told once that a call is over. */
    @FunctionalInterface
    interface Ended {
        void ended(Call<?> call, Throwable failure);
    }

    /** @param beforeEnd run before anybody learns that the call is over, perhaps more than once */
    Call(Request<T> request, long deadlineNanos, ClientObserver.Watch watch, Runnable beforeEnd, Ended ended) {
        this.request = request;
        this.deadlineNanos = deadlineNanos;
        this.watch = watch;
        this.beforeEnd = beforeEnd;
        this.ended = ended;
    }

    /** By whoever has the answer; or by the application, that does not want it any more. */
    @Override
    public boolean complete(T value) {
        beforeEnd.run();
        return noted(super.complete(value), null);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        beforeEnd.run();
        return noted(super.completeExceptionally(failure), failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        beforeEnd.run();
        return noted(super.cancel(mayInterruptIfRunning), new CancellationException());
    }

    private boolean noted(boolean isFirst, Throwable failure) {
        if (isFirst) {
            ended.ended(this, failure);
        }
        return isFirst;
    }

    boolean wasAsked(String nodeId) {
        return asked != null && asked.contains(nodeId);
    }

    void asked(String nodeId) {
        if (asked == null) {
            asked = new HashSet<>();
        }
        asked.add(nodeId);
    }

    void allWereAsked() {
        asked = null;
    }

    /** What an answer says. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * @param inDoubt whether an earlier attempt may be made yet
         * @throws IllegalArgumentException it is no answer to this
         */
        T read(Reply reply, boolean inDoubt);

        /** For who wants to know how the answer came. */
        default T read(Reply reply, boolean inDoubt, Way way) {
            return read(reply, inDoubt);
        }
    }

    /**
     * What is asked.
     *
     * @param name of the command, for metrics and traces
     * @param slot of the key; {@link #ANY_SLOT}
     * @param token of a write; null: it has none, or is a read
     * @param repeatable whether it may be sent again though it may have been made: a read, or a write that is made once per token
     * @param onlyNode the one node that can answer; null: any may
     */
    public record Request<T>(
            String name,
            int slot,
            byte[] command,
            boolean isWrite,
            String token,
            boolean repeatable,
            Reader<T> reader,
            String onlyNode) {
        public static final int ANY_SLOT = -1;

        public Request(
                String name,
                int slot,
                byte[] command,
                boolean isWrite,
                String token,
                boolean repeatable,
                Reader<T> reader) {
            this(name, slot, command, isWrite, token, repeatable, reader, null);
        }
    }
}
