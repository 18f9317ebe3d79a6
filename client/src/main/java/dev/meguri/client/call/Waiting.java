package dev.meguri.client.call;

import dev.meguri.client.Receipt;
import dev.meguri.client.error.InDoubtException;
import dev.meguri.client.error.MeguriException;
import dev.meguri.client.error.TimedOutException;
import dev.meguri.client.net.IoLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A thread that waits for a future of this client. Every call ends by itself, so that it need not look at the clock. */
public final class Waiting {
    private Waiting() {}

    /**
     * @throws MeguriException with the stack of the thread that waits
     * @throws IllegalStateException that is the client's network thread, on which the answer would never be read
     */
    public static <T> T forResult(CompletableFuture<T> future) {
        if (IoLoop.isHere() && !future.isDone()) {
            throw new IllegalStateException("this runs on the network thread of the Meguri client, which must not wait:"
                    + " use the asynchronous methods here, or an ...Async method of the future that led here");
        }
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MeguriException failure) {
                // each is made for one call: whoever made it is of no interest to the caller
                failure.fillInStackTrace();
                throw failure;
            }
            throw new IllegalStateException("the Meguri client failed; this is a bug", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(future, e);
        }
    }

    private static MeguriException interrupted(CompletableFuture<?> future, InterruptedException e) {
        if (future instanceof Call<?> call && call.request.isWrite()) {
            Receipt receipt = Receipt.inDoubt(call.request.slot(), 0);
            return new InDoubtException(
                    "interrupted while waiting: the write may be made", call.request.token(), receipt, e);
        }
        return new TimedOutException("interrupted while waiting for an answer", e);
    }
}
