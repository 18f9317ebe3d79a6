package dev.meguri.manager.driver;

import dev.meguri.core.membership.ManagerInput;
import dev.meguri.core.membership.ManagerSettings;
import dev.meguri.manager.store.ManagerStore;
import dev.meguri.service.time.ForwardClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;

/**
 * The manager's one thread: takes inputs from a bounded queue and wakes the machine when it asks for it. All other threads
 * only put into the queue.
 */
public final class ManagerLoop {
    /** Inputs in the queue. A node that finds it full is cut off and comes again; a command is refused. */
    static final int MAX_INPUTS = 8_192;

    private static final Logger LOG = Logger.getLogger(ManagerLoop.class);

    private final LinkedBlockingQueue<Runnable> inputs = new LinkedBlockingQueue<>();
    /** Silence is measured by it: a wall clock that is set back must not stop the machine for so long. */
    private final ForwardClock clock = new ForwardClock();

    private final ManagerDriver driver;
    private final Thread thread;
    private volatile boolean stopped;

    public ManagerLoop(
            ManagerSettings settings,
            ManagerStore store,
            NodeConnections connections,
            EventFeed feed,
            boolean databaseLost) {
        this.driver = new ManagerDriver(settings, store, connections, feed, clock, databaseLost);
        this.thread = new Thread(this::run, "meguri-manager");
    }

    public void start() {
        thread.start();
    }

    /** Ends after the step that runs. */
    public void stop() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public Picture picture() {
        return driver.picture();
    }

    /** @return false when the queue is full: the connection cannot go on */
    public boolean offer(ManagerInput input) {
        return offer(() -> driver.input(input));
    }

    /** An input that must not be lost; those who bring them are few. */
    public void give(ManagerInput input) {
        inputs.add(() -> driver.input(input));
    }

    private boolean offer(Runnable input) {
        return inputs.size() < MAX_INPUTS && inputs.offer(input);
    }

    /** Whether a new connection would be heard. */
    public boolean listens() {
        return driver.picture().trouble() == null;
    }

    /** Completes with the rebalance job's id, 0 for none; exceptionally with why nothing was changed. */
    public CompletableFuture<Long> command(LongFunction<ManagerInput.Command> command) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        if (!offer(() -> driver.command(command, answer))) {
            answer.completeExceptionally(new IllegalStateException("too many commands wait"));
        }
        return answer;
    }

    /** Lets the machine look at the time. */
    public void nudge() {
        offer(driver::wake);
    }

    private void run() {
        driver.start();
        while (!stopped) {
            try {
                long wait = Math.max(0, driver.nextWakeMillis() - clock.getAsLong());
                Runnable input = inputs.poll(wait, TimeUnit.MILLISECONDS);
                if (input != null) {
                    input.run();
                }
                if (clock.getAsLong() >= driver.nextWakeMillis()) {
                    driver.wake();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("The manager's thread goes on after a fault", e);
            }
        }
    }
}
