package dev.meguri.simulator.cluster;

import dev.meguri.core.membership.AgentEffect;
import dev.meguri.core.membership.AgentInput;
import dev.meguri.core.membership.AgentSettings;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.NodeAgent;
import dev.meguri.core.membership.gossip.GossipSettings;
import dev.meguri.core.membership.gossip.GossipView;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.ManagerMessage.Memory;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.CleanStop;
import dev.meguri.core.shard.Effect;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.core.shard.ShardReport;
import dev.meguri.core.shard.ShardSettings;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.token.ClientToken;
import dev.meguri.simulator.net.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One process of a node: the driver of its agent and shards, in virtual time. It performs effects at once and in order. */
public final class NodeProcess {
    private static final int BUSY_PERCENT_PER_OPERATION = 10;

    private final World world;
    private final SimNode node;
    private final long number;
    private final Memory memory;
    private final boolean standby;
    private final Shard[] shards;
    private final Waker[] shardWakers;
    private final Waker agentWaker;
    private NodeAgent agent;
    private ClusterState adopted;
    private long incarnation;
    private boolean votes;
    private boolean ended;
    private long peersGivenUp;

    NodeProcess(World world, SimNode node, long number, Memory memory, boolean standby) {
        this.world = world;
        this.node = node;
        this.number = number;
        this.memory = memory;
        this.standby = standby;
        this.shards = new Shard[world.settings().shards()];
        this.shardWakers = new Waker[shards.length];
        for (int i = 0; i < shards.length; i++) {
            int shard = i;
            shards[i] = new Shard(shardSettings(world.settings(), i), PolicyTable.defaults());
            shards[i].strong().watch(world.observers().votesOf(node));
            shardWakers[i] = waker(() -> step(shard, new ShardInput.Wake()));
        }
        this.agentWaker = waker(() -> step(new AgentInput.Wake()));
    }

    private Waker waker(Runnable wake) {
        return new Waker(
                world.queue(), node.clock()::steadyMillis, node.clock()::microsOfSteady, () -> inProcess(wake));
    }

    private ShardSettings shardSettings(SimSettings settings, int shard) {
        return new ShardSettings(
                node.name(),
                shard,
                settings.shards(),
                settings.slotCount(),
                settings.poolBytes() / settings.shards(),
                settings.graceMillis(),
                settings.maxClockSkewMillis(),
                ShardSettings.DEFAULT_OPERATION_TIMEOUT_MILLIS,
                ShardSettings.DEFAULT_FORWARD_TIMEOUT_MILLIS,
                ShardSettings.DEFAULT_HEDGE_MILLIS,
                ShardSettings.DEFAULT_RESEND_MILLIS,
                settings.compareMillis(),
                settings.hints(),
                world.random("shard " + node.name() + " " + number + " " + shard)
                        .nextLong());
    }

    /** Nodes in turn. Without zones: none. */
    private String zone(int zones) {
        return zones == 0 ? "" : "zone-" + node.index() % zones;
    }

    /** @param restored null: the disk is empty */
    void begin(Snapshot restored) {
        agent = new NodeAgent(new AgentSettings(
                node.name(),
                node.name() + "-" + number,
                node.name(),
                8_100 + node.index(),
                7_000 + node.index(),
                "",
                zone(world.settings().zones()),
                Member.ORDINARY_WEIGHT,
                standby,
                memory,
                restored == null ? 0 : restored.takenMillis(),
                AgentSettings.DEFAULT_HEARTBEAT_MILLIS,
                GossipSettings.DEFAULTS,
                AgentSettings.DEFAULT_SILENCE_MILLIS,
                world.random("gossip " + node.name() + " " + number).nextLong()));
        if (restored != null) {
            restore(restored.entries());
            for (int i = 0; i < restored.stops().size(); i++) {
                step(i, new ShardInput.GoOn(restored.stops().get(i), restored.incarnation()));
            }
            if (restored.state() != null) {
                step(new AgentInput.Recall(restored.state(), restored.incarnation()));
            }
        }
        agentWaker.want(agent.nextWakeMillis());
        long period = AgentSettings.DEFAULT_HEARTBEAT_MILLIS * 1_000;
        progressEvery(period);
        world.queue().after(0, () -> world.network().dialAll(node));
    }

    private void restore(List<Entry> entries) {
        List<List<Entry>> byShard = new ArrayList<>();
        for (int i = 0; i < shards.length; i++) {
            byShard.add(new ArrayList<>());
        }
        for (Entry entry : entries) {
            byShard.get(shardOf(entry.key().slot(world.settings().slotCount()))).add(entry);
        }
        for (int i = 0; i < shards.length; i++) {
            step(i, new ShardInput.Restore(byShard.get(i)));
        }
    }

    /** A clean stop begins. */
    void stopping() {
        step(new AgentInput.Stopping());
    }

    /** Nothing more happens. */
    void end() {
        ended = true;
        agentWaker.stop();
        for (Waker waker : shardWakers) {
            waker.stop();
        }
    }

    private void inProcess(Runnable happening) {
        if (!ended) {
            node.inProcess(happening);
        }
    }

    private void progressEvery(long period) {
        world.queue()
                .after(
                        period,
                        () -> inProcess(() -> {
                            List<ShardReport> reports = new ArrayList<>();
                            for (Shard shard : shards) {
                                reports.add(shard.report());
                            }
                            step(new AgentInput.Progress(reports, load()));
                            if (!ended) {
                                progressEvery(period);
                            }
                        }));
    }

    /** As busy as it has work waiting: there is no processor here that could be. */
    private ManagerMessage.NodeLoad load() {
        long operations = 0;
        int pending = 0;
        for (Shard shard : shards) {
            operations += shard.writeCount();
            pending += shard.pendingOperations();
        }
        int busyPercent = Math.min(100, BUSY_PERCENT_PER_OPERATION * pending);
        return new ManagerMessage.NodeLoad(0, 0, 0, 0, operations, 0, 0, 0, 0, 0, busyPercent);
    }

    // ---- inputs ----------------------------------------------------------------------------------------------------

    void submit(long operationId, Operation operation, ClientToken token) {
        int shard = shardOf(operation.key().slot(world.settings().slotCount()));
        if (operation instanceof Operation.Get && operationId % 2 == 1) {
            Result alone = answeredAlone(shards[shard], operation.key());
            if (alone != null) {
                node.reply(operationId, alone);
                return;
            }
        }
        step(shard, new ShardInput.Submit(operationId, operation, token));
    }

    /** As the Redis protocol reads, and every second read here: without a step, where nobody else is needed. Null: somebody is. */
    private Result answeredAlone(Shard shard, Key key) {
        if (!world.tap().answersAlone(shard, key)) {
            return null;
        }
        long now = node.clock().nowMillis();
        Entry entry = shard.readAlone(key, now);
        int slot = key.slot(world.settings().slotCount());
        List<String> list = shard.state().slot(slot).current();
        Receipt receipt = new Receipt(
                list.getFirst().equals(node.name()) ? Receipt.Source.PRIMARY : Receipt.Source.REPLICA,
                node.name(),
                slot,
                shard.state().ringVersion(),
                1,
                Math.min(shard.policyOf(key).replicas(), list.size()));
        if (entry != null && entry.isReadableAt(now)) {
            return new Result.Found(entry, receipt);
        }
        Removal why = entry == null ? null : entry.isGone() ? entry.gone() : Removal.EXPIRED;
        return new Result.Absent(why, receipt);
    }

    void link(Endpoint peer, boolean up) {
        world.trace()
                .add(
                        up ? 10 : 11,
                        node.index() * 1_000L + peer.index(),
                        () -> node + (up ? " + " : " - ") + peer.name());
        step(peer instanceof SimManager ? new AgentInput.ManagerLink(up) : new AgentInput.PeerLink(peer.name(), up));
    }

    void receive(Endpoint from, Object message) {
        world.trace()
                .add(
                        12,
                        node.index() * 1_000L + from.index() + MessageHash.of(message),
                        () -> node + " <- " + from.name() + " " + MessageHash.text(message));
        switch (message) {
            case ShardMessage m -> step(shardOf(m.slot()), new ShardInput.Receive(from.name(), m));
            case NodeMessage m -> step(new AgentInput.FromPeer(from.name(), m));
            case ManagerMessage m -> step(new AgentInput.FromManager(m));
            default -> throw new IllegalStateException("no message: " + message);
        }
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    private void step(AgentInput input) {
        agent.step(input, node.clock().steadyMillis(), this::perform);
        if (!ended) {
            agentWaker.want(agent.nextWakeMillis());
        }
    }

    private void step(int shard, ShardInput input) {
        long lost = shards[shard].store().removed(Removal.LOST);
        shards[shard].step(
                input, node.clock().nowMillis(), node.clock().steadyMillis(), effect -> perform(input, effect));
        if (shards[shard].store().removed(Removal.LOST) != lost && !(input instanceof ShardInput.StartEmpty)) {
            node.forgot();
        }
        if (!ended) {
            shardWakers[shard].want(shards[shard].nextWakeMillis());
        }
    }

    private void stepAll(ShardInput input) {
        for (int i = 0; i < shards.length; i++) {
            step(i, input);
        }
    }

    private void perform(AgentEffect effect) {
        switch (effect) {
            case AgentEffect.ToManager(var message) ->
                send(world.network().endpoints().getFirst(), message);
            case AgentEffect.ToPeer(var nodeId, var message) -> send(nodeId, message);
            case AgentEffect.Adopted(var state, var issued, var may) -> {
                adopted = state;
                incarnation = issued;
                votes = may;
                world.trace()
                        .add(
                                13,
                                node.index() * 1_000_003L + state.ringVersion() * 31 + state.term(),
                                () -> node + " adopts " + state + " as incarnation " + issued);
                world.observers().onAdopted(node, state);
                stepAll(new ShardInput.Adopt(state, issued, may));
                world.queue().after(0, () -> world.network().dialAll(node));
            }
            case AgentEffect.PeerReachable(var nodeId, var reachable) -> {
                peersGivenUp += reachable ? 0 : 1;
                stepAll(new ShardInput.Reachable(nodeId, reachable));
            }
            case AgentEffect.StartEmpty _ -> {
                node.startsEmpty();
                stepAll(new ShardInput.StartEmpty());
            }
            case AgentEffect.Refused(var code, var detail) -> node.refused(code, detail);
        }
    }

    private void perform(ShardInput input, Effect effect) {
        world.observers().onEffect(node, input, effect);
        switch (effect) {
            case Effect.Reply(var operationId, var result) -> node.reply(operationId, result);
            case Effect.Send(var nodeId, var message) -> send(nodeId, message);
            case Effect.FetchState(var nodeId) ->
                world.queue().after(0, () -> inProcess(() -> step(new AgentInput.StateWanted(nodeId))));
        }
    }

    private void send(String nodeId, Object message) {
        Endpoint peer = world.network().named(nodeId);
        if (peer != null) {
            send(peer, message);
        }
    }

    private void send(Endpoint to, Object message) {
        world.network().send(node, to, message);
    }

    // ---- for the node, checkers and scenarios
    // ------------------------------------------------------------------------

    boolean wants(Endpoint other) {
        return other instanceof SimManager || (adopted != null && adopted.member(other.name()) != null);
    }

    ClusterState adopted() {
        return adopted;
    }

    /** Whether nothing is forgotten that was promised under its incarnation: only then a clean stop is one. */
    public boolean isWhole() {
        return votes;
    }

    /** The last one issued to it; 0: none. */
    public long incarnation() {
        return incarnation;
    }

    Snapshot snapshot(boolean clean) {
        List<CleanStop> stops = new ArrayList<>();
        if (clean) {
            for (Shard shard : shards) {
                stops.add(shard.close());
            }
        }
        return new Snapshot(world.nowMicros(), node.clock().nowMillis(), clean, incarnation, adopted, entries(), stops);
    }

    /** All that it holds. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int slot = 0; slot < world.settings().slotCount(); slot++) {
            forEach(slot, entries::add);
        }
        return entries;
    }

    int unsyncedSlots() {
        int unsynced = 0;
        for (Shard shard : shards) {
            unsynced += shard.report().unsyncedSlots();
        }
        return unsynced;
    }

    void forEach(int slot, Consumer<Entry> each) {
        shards[shardOf(slot)].store().forEach(slot, each);
    }

    /** How often it found that a peer cannot be reached. */
    public long peersGivenUp() {
        return peersGivenUp;
    }

    /** What its gossip knows. */
    public GossipView gossip() {
        return agent.gossip();
    }

    public List<Shard> shards() {
        return List.of(shards);
    }

    private int shardOf(int slot) {
        return slot % shards.length;
    }
}
