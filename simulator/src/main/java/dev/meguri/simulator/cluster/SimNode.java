package dev.meguri.simulator.cluster;

import static dev.meguri.core.limits.Requirements.requireState;

import dev.meguri.core.message.ManagerMessage.Memory;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.store.Entry;
import dev.meguri.core.token.ClientToken;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * One machine with a node on it: a disk and a clock that stay, and processes that come and go.
 *
 * <pre>
 * stopped -> running            {@link #start}
 * running -> paused -> running  {@link #pause}, {@link #resume}: what happens meanwhile waits
 * running, paused -> stopped    {@link #crash}, {@link #stopCleanly}
 * </pre>
 */
public final class SimNode implements Endpoint {
    /** A node that the manager refused is started again after this. */
    private static final long RESTART_AFTER_REFUSAL_MICROS = 1_500_000;

    private final World world;
    private final int index;
    private final String name;
    private final boolean standby;
    private final NodeClock clock;
    private final SplitMix64 random;
    private final Replies replies;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private NodeProcess running;
    private boolean paused;
    private boolean wanted;
    private boolean goesOn;
    private long pausedSinceMicros;
    private long pausedMicros;
    private long processes;
    private Snapshot disk;
    private boolean diskIsFull;
    private boolean diskIsTorn;
    private long refusals;
    private String lastRefusal = "";

    public SimNode(World world, int index, String name, boolean standby, long skewMicros, Replies replies) {
        this.world = world;
        this.index = index;
        this.name = name;
        this.standby = standby;
        this.clock = new NodeClock(world.queue(), skewMicros);
        this.random = world.random("node " + name);
        this.replies = replies;
        long period = world.settings().snapshotMillis() * 1_000;
        world.queue().after(random.between(1, period), () -> snapshotEvery(period));
    }

    // ---- life ------------------------------------------------------------------------------------------------------

    /** Starts a process with what the disk holds. */
    public void start() {
        requireState(running == null, name + " runs already");
        wanted = true;
        if (diskIsTorn) {
            world.trace().add(7, index, () -> name + " sets its torn snapshot aside");
            disk = null;
            diskIsTorn = false;
        }
        Memory memory = disk == null ? Memory.EMPTY : disk.clean() ? Memory.CLEAN : Memory.WARM;
        goesOn = memory == Memory.CLEAN;
        Snapshot restored = disk;
        if (disk != null) {
            disk = disk.consumed();
        }
        running = new NodeProcess(world, this, ++processes, memory, standby);
        world.trace().add(1, index, () -> name + " starts " + memory);
        running.begin(restored);
        world.observers().onStarted(this);
    }

    /** The process ends at once; what it had not written to disk is gone, and with {@code loseDisk} all. */
    public void crash(boolean loseDisk) {
        requireState(running != null, name + " does not run");
        wanted = false;
        if (loseDisk) {
            disk = null;
        }
        world.trace().add(2, index, () -> name + (loseDisk ? " crashes, disk lost" : " crashes"));
        memoryEnds();
        endProcess();
    }

    /** Writes all to disk, says goodbye and ends. A paused node first wakes up. */
    public void stopCleanly() {
        requireState(running != null, name + " does not run");
        wanted = false;
        resume();
        if (running == null) {
            return;
        }
        world.trace().add(3, index, () -> name + " stops");
        running.stopping();
        if (diskIsFull) {
            memoryEnds();
        } else {
            disk = running.snapshot(running.isWhole());
        }
        endProcess();
    }

    private void endProcess() {
        if (paused) {
            endPause();
        }
        waiting.clear();
        NodeProcess ended = running;
        running = null;
        ended.end();
        world.network().processEnded(this);
        replies.onProcessEnded(this);
    }

    /** The manager refused it: the process exits, and is started again a little later, as a supervisor would. */
    void refused(String code, String detail) {
        refusals++;
        lastRefusal = code + ": " + detail;
        world.trace().add(4, index, () -> name + " refused: " + code + " " + detail);
        NodeProcess refusedProcess = running;
        world.queue().after(0, () -> {
            if (running != refusedProcess || running == null) {
                return;
            }
            memoryEnds();
            endProcess();
            world.queue().after(RESTART_AFTER_REFUSAL_MICROS, () -> {
                if (running == null && wanted) {
                    start();
                }
            });
        });
    }

    public void pause() {
        requireState(running != null && !paused, name + " does not run");
        world.trace().add(5, index, () -> name + " pauses");
        paused = true;
        pausedSinceMicros = world.nowMicros();
    }

    /** Goes on, with all that waited. Nothing happens to a node that is not paused. */
    public void resume() {
        if (!paused) {
            return;
        }
        world.trace().add(6, index, () -> name + " resumes");
        endPause();
        NodeProcess process = running;
        while (!waiting.isEmpty() && running == process && !paused) {
            waiting.poll().run();
        }
    }

    private void endPause() {
        paused = false;
        pausedMicros += world.nowMicros() - pausedSinceMicros;
    }

    private void snapshotEvery(long period) {
        writeSnapshot();
        world.queue().after(period, () -> snapshotEvery(period));
    }

    /** Writes its memory to disk now, if it can. */
    void writeSnapshot() {
        if (running != null && !paused && !diskIsFull && running.adopted() != null) {
            disk = running.snapshot(false);
        }
    }

    /** The restored memory is refused as too old: it and the disk are about to be emptied. */
    void startsEmpty() {
        disk = null;
        memoryEnds();
    }

    /** It has been away for so long that it could not trust what it had. What it had is read off its disk. */
    void forgot() {
        Snapshot before = disk;
        disk = running.snapshot(false);
        world.observers().onMemoryLost(this, before == null ? List.of() : before.entries(), disk.entries());
    }

    private void memoryEnds() {
        world.observers()
                .onMemoryLost(this, running.entries(), disk == null || diskIsTorn ? List.of() : disk.entries());
    }

    /** While it is, nothing can be written; what is on it stays. */
    public void fillDisk(boolean full) {
        diskIsFull = full;
    }

    /** What is on the disk cannot be read any more. To be followed by a crash. */
    public void tearSnapshot() {
        diskIsTorn = true;
    }

    // ---- clients ---------------------------------------------------------------------------------------------------

    /** Takes a client's operation in; its result comes to {@link Replies}. */
    /** @param token null: none */
    public void submit(long operationId, Operation operation, ClientToken token) {
        requireState(running != null, name + " does not run");
        inProcess(() -> running.submit(operationId, operation, token));
    }

    void reply(long operationId, dev.meguri.core.operation.Result result) {
        replies.onReply(this, operationId, result);
    }

    // ---- network ---------------------------------------------------------------------------------------------------

    @Override
    public int index() {
        return index;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public long process() {
        return processes;
    }

    @Override
    public boolean wants(Endpoint other) {
        return running != null && running.wants(other);
    }

    @Override
    public void linkUp(Endpoint peer) {
        inProcess(() -> running.link(peer, true));
    }

    @Override
    public void linkDown(Endpoint peer) {
        inProcess(() -> running.link(peer, false));
    }

    @Override
    public void receive(Endpoint from, Object message) {
        if (paused) {
            inProcess(() -> running.receive(from, message));
        } else if (running != null) {
            running.receive(from, message);
        }
    }

    /** Runs it now, or after the pause, or never when the process ends before. */
    void inProcess(Runnable happening) {
        if (running == null) {
            return;
        }
        if (paused) {
            waiting.add(happening);
        } else {
            happening.run();
        }
    }

    // ---- for checkers and scenarios
    // ----------------------------------------------------------------------------------

    public NodeClock clock() {
        return clock;
    }

    /** How long it keeps marks of removed entries at least. */
    public long graceMillis() {
        return world.settings().graceMillis();
    }

    public boolean isPaused() {
        return paused;
    }

    /** Whether it runs and is not paused. */
    public boolean isUp() {
        return running != null && !paused;
    }

    /** Whether the last process began with all that the one before it knew. */
    public boolean goesOn() {
        return goesOn;
    }

    /** Whether the next process will go on with all that the last one knew. */
    public boolean isStoppedCleanly() {
        return running == null && disk != null && disk.clean() && !diskIsTorn;
    }

    /** For how long it has been paused in all. */
    public long pausedMicros() {
        return pausedMicros + (paused ? world.nowMicros() - pausedSinceMicros : 0);
    }

    /** The state it follows; null: none, or it does not run. */
    public ClusterState adopted() {
        return running == null ? null : running.adopted();
    }

    /** Held slots that are not synced; -1 while it does not run. */
    public int unsyncedSlots() {
        return running == null ? -1 : running.unsyncedSlots();
    }

    /** All that it holds of a slot. */
    public void forEach(int slot, Consumer<Entry> each) {
        if (running != null) {
            running.forEach(slot, each);
        }
    }

    public NodeProcess running() {
        return running;
    }

    public long refusals() {
        return refusals;
    }

    public String lastRefusal() {
        return lastRefusal;
    }

    @Override
    public String toString() {
        return name;
    }
}
