package dev.meguri.manager.driver;

import dev.meguri.api.cluster.EventView;
import dev.meguri.core.membership.ManagerEffect;
import dev.meguri.core.membership.ManagerInput;
import dev.meguri.core.membership.ManagerMachine;
import dev.meguri.core.membership.ManagerRecord;
import dev.meguri.core.membership.ManagerSettings;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.manager.store.ManagerStore;
import dev.meguri.manager.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Runs the machine: one input at a time, its effects in order, what is stored before what is told. Everything but
 * {@link #picture()} belongs to the thread of {@link ManagerLoop}.
 *
 * <p>When the database cannot be written, the machine is dropped with all that it had in mind, its commands are answered
 * "nothing was changed", its connections are closed, and a new machine starts from what is stored as soon as that works:
 * the same way as after a crash, so there is no second way to be tested.
 */
public final class ManagerDriver {
    private static final Logger LOG = Logger.getLogger(ManagerDriver.class);
    private static final long RETRY_MILLIS = 1_000;
    private static final long FAULT_PAUSE_MILLIS = 5_000;

    private final ManagerSettings settings;
    private final ManagerStore store;
    private final NodeConnections connections;
    private final EventFeed feed;
    private final LongSupplier clock;
    private final Map<Long, CompletableFuture<Long>> commands = new HashMap<>();

    private boolean databaseLost;
    private ManagerMachine machine;
    private LoadRates rates = new LoadRates();
    private long nowMillis;
    private long retryMillis;
    private long nextCommandId = 1;
    private volatile Picture picture = Picture.STARTING;

    public ManagerDriver(
            ManagerSettings settings,
            ManagerStore store,
            NodeConnections connections,
            EventFeed feed,
            LongSupplier clock,
            boolean databaseLost) {
        this.settings = settings;
        this.store = store;
        this.connections = connections;
        this.feed = feed;
        this.clock = clock;
        this.databaseLost = databaseLost;
    }

    /** What was known after the newest step. Any thread. */
    public Picture picture() {
        return picture;
    }

    /** Whether inputs are taken now; if not, connections are to be closed and made again later. */
    boolean running() {
        return machine != null;
    }

    /** When {@link #wake()} is to be called. */
    long nextWakeMillis() {
        return machine == null ? retryMillis : machine.nextWakeMillis();
    }

    void wake() {
        if (machine != null) {
            step(new ManagerInput.Wake());
        } else if (tick() >= retryMillis) {
            start();
        }
    }

    /** Starts a machine from what is stored. */
    void start() {
        retryMillis = tick() + RETRY_MILLIS;
        try {
            var stored = store.load();
            machine = new ManagerMachine(settings);
            rates = new LoadRates();
            step(new ManagerInput.Started(stored, UUID.randomUUID().toString(), databaseLost));
        } catch (StoreException e) {
            fail(e);
        }
    }

    void input(ManagerInput input) {
        if (machine != null) {
            step(input);
        }
    }

    /** Completes with the job's id (0: none), or with {@link CommandFailure} or {@link StoreException}. */
    void command(LongFunction<ManagerInput.Command> made, CompletableFuture<Long> answer) {
        if (machine == null) {
            answer.completeExceptionally(new StoreException("the database cannot be written", null));
            return;
        }
        long id = nextCommandId++;
        commands.put(id, answer);
        step(made.apply(id));
    }

    private void step(ManagerInput input) {
        List<ManagerEffect> effects = new ArrayList<>();
        try {
            machine.step(input, tick(), effects::add);
            List<EventView> events = persist(effects);
            // Before the answers: who reads after writing sees what was written.
            picture = paint();
            effects.forEach(this::perform);
            feed.publish(events);
        } catch (StoreException e) {
            fail(e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "A step of the manager failed; starting again from what is stored");
            fail(e);
            // A fault that comes back at once must not spin.
            retryMillis = nowMillis + FAULT_PAUSE_MILLIS;
        }
    }

    private List<EventView> persist(List<ManagerEffect> effects) {
        List<ManagerRecord> records = new ArrayList<>();
        List<EventView> events = new ArrayList<>();
        for (ManagerEffect effect : effects) {
            if (effect instanceof ManagerEffect.Persist e) {
                records.addAll(e.records());
            } else if (effect instanceof ManagerEffect.Event e) {
                events.add(new EventView(
                        0,
                        e.type().name().toLowerCase(Locale.ROOT),
                        nowMillis,
                        e.nodeId(),
                        e.ringVersion(),
                        e.message(),
                        e.details()));
                LOG.info(e.message());
            }
        }
        if (records.isEmpty() && events.isEmpty()) {
            return List.of();
        }
        return store.write(records, events);
    }

    private void perform(ManagerEffect effect) {
        switch (effect) {
            case ManagerEffect.Persist e -> {}
            case ManagerEffect.Event e -> {}
            case ManagerEffect.ToNode e -> connections.send(e.connectionId(), e.message());
            case ManagerEffect.Close e -> connections.close(e.connectionId());
            case ManagerEffect.Answer e -> answer(e.commandId()).complete(e.jobId());
            case ManagerEffect.Refuse e ->
                answer(e.commandId()).completeExceptionally(new CommandFailure(e.failure(), e.field(), e.detail()));
        }
    }

    private CompletableFuture<Long> answer(long commandId) {
        CompletableFuture<Long> answer = commands.remove(commandId);
        return answer == null ? new CompletableFuture<>() : answer;
    }

    private void fail(RuntimeException why) {
        if (picture.trouble() == null || machine != null) {
            LOG.errorf("Nothing can be changed now: %s. Trying again until it works", why.getMessage());
        }
        machine = null;
        retryMillis = nowMillis + RETRY_MILLIS;
        picture = picture.withTrouble(why.getMessage());
        connections.closeAll();
        List<CompletableFuture<Long>> unanswered = new ArrayList<>(commands.values());
        commands.clear();
        unanswered.forEach(c -> c.completeExceptionally(why));
    }

    private Picture paint() {
        var nodes = machine.nodes();
        List<ManagerMessage.Register> waiting = machine.waitingNodes();
        return new Picture(
                machine.state(),
                nodes,
                waiting,
                rates.observe(nodes, nowMillis),
                machine.job(),
                machine.slotsMoving(),
                machine.movePace(),
                machine.lostSlots(),
                null);
    }

    /** Time as the machine wants it: it never goes back. */
    private long tick() {
        nowMillis = Math.max(nowMillis, clock.getAsLong());
        return nowMillis;
    }
}
