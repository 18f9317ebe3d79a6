package dev.meguri.wire;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.membership.gossip.Rumour;
import dev.meguri.core.membership.gossip.Standing;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.ring.Voter;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.strong.AcceptorImage;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongMessage;
import dev.meguri.core.strong.StrongValue;
import dev.meguri.core.token.ChangeToken;
import dev.meguri.core.token.Forgotten;
import dev.meguri.core.token.Made;
import dev.meguri.core.token.Once;
import dev.meguri.core.token.Remembered;
import dev.meguri.core.token.Trail;
import dev.meguri.core.version.Lineage;
import dev.meguri.core.version.Version;
import dev.meguri.core.version.VersionVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random messages of every kind, the same for the same seed. */
final class Samples {
    private final Random random;

    Samples(long seed) {
        this.random = new Random(seed);
    }

    /** One of every kind of message between shards. */
    List<ShardMessage> shardMessages() {
        return List.of(
                new ShardMessage.Replicate(id(), slot(), epoch(), entry()),
                new ShardMessage.Ack(id(), slot(), maybe(this::version)),
                new ShardMessage.Nack(id(), slot(), any(NackReason.values()), epoch()),
                new ShardMessage.Read(id(), slot(), epoch(), key()),
                new ShardMessage.ReadAnswer(id(), slot(), maybe(this::entry), random.nextBoolean()),
                new ShardMessage.Forward(id(), slot(), epoch(), operation(), version(), maybe(this::once)),
                new ShardMessage.ForwardAnswer(id(), slot(), result()),
                strong(),
                new ShardMessage.StrongBatch(strongMessages(), epoch()),
                new ShardMessage.TakeOver(id(), epoch(), epoch(), new int[] {slot(), slot()}),
                new ShardMessage.HandedOver(id(), new int[] {slot()}),
                compareSlots(),
                slotsCompared(),
                new ShardMessage.ListVersions(
                        id(), slot(), epoch(), 1 + random.nextInt(Limits.MAX_REPLICAS), 4, random.nextInt(16), id()),
                new ShardMessage.VersionList(id(), slot(), random.nextBoolean(), listOf(this::keyVersion)),
                new ShardMessage.FetchEntries(id(), slot(), epoch(), listOf(this::key)),
                new ShardMessage.Entries(id(), slot(), random.nextInt(100), listOf(this::entry)),
                new ShardMessage.PushEntries(id(), slot(), epoch(), listOf(this::entry)),
                deliverHints(),
                new ShardMessage.HintsTaken(id(), new int[] {slot(), slot()}, new ShardMessage.HintVerdict[] {
                    any(ShardMessage.HintVerdict.values()), any(ShardMessage.HintVerdict.values())
                }));
    }

    private ShardMessage deliverHints() {
        List<Entry> entries = listOf(this::entry);
        entries = entries.isEmpty() ? List.of(entry()) : entries;
        int[] slots = new int[entries.size()];
        long[] epochs = new long[slots.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = slot();
            epochs[i] = epoch();
        }
        return new ShardMessage.DeliverHints(id(), slots, epochs, entries);
    }

    List<NodeMessage> nodeMessages() {
        return List.of(
                new NodeMessage.Ping(id(), known(), listOf(this::rumour)),
                new NodeMessage.Pong(id(), known(), listOf(this::rumour)),
                new NodeMessage.PingRequest(id(), nodeId(), known(), listOf(this::rumour)),
                new NodeMessage.PingReport(id(), nodeId(), random.nextBoolean(), known(), listOf(this::rumour)),
                new NodeMessage.FetchState(epoch(), epoch()),
                new NodeMessage.StateAnswer(state()));
    }

    private NodeMessage.Known known() {
        return new NodeMessage.Known(text(), epoch(), epoch());
    }

    private Rumour rumour() {
        return new Rumour(nodeId(), any(Standing.values()), epoch(), nodeId());
    }

    List<ManagerMessage> managerMessages() {
        return List.of(
                new ManagerMessage.Register(
                        1 + random.nextInt(99),
                        nodeId(),
                        text() + "p",
                        text(),
                        epoch(),
                        any(ManagerMessage.Memory.values()),
                        epoch(),
                        epoch(),
                        epoch(),
                        "host",
                        random.nextInt(65_536),
                        random.nextInt(65_536),
                        text(),
                        text(),
                        1 + random.nextInt(1000),
                        random.nextBoolean()),
                new ManagerMessage.Heartbeat(
                        epoch(),
                        epoch(),
                        epoch(),
                        random.nextInt(99),
                        listOf(this::nodeId),
                        listOf(this::nodeId),
                        load()),
                new ManagerMessage.SlotsCarried(new int[] {slot(), slot()}, new long[] {epoch(), epoch()}),
                new ManagerMessage.SlotsSynced(new int[] {slot(), slot()}, new long[] {epoch(), epoch()}),
                new ManagerMessage.StateUploaded(state()),
                new ManagerMessage.Goodbye(),
                new ManagerMessage.FetchFullState(),
                new ManagerMessage.Welcome(text(), epoch(), random.nextBoolean()),
                new ManagerMessage.Refused("code", text()),
                new ManagerMessage.FullState(state()),
                delta(),
                new ManagerMessage.UploadState());
    }

    ClusterState state() {
        return new ClusterState(
                "cluster" + text(), epoch(), epoch(), 1 + random.nextInt(3), members(), assignments(64), policies());
    }

    private ManagerMessage.StateDelta delta() {
        int changed = random.nextInt(20);
        int[] slots = random.ints(changed, 0, Slots.COUNT).toArray();
        return new ManagerMessage.StateDelta(
                "c", epoch(), epoch(), epoch(), 3, members(), slots, assignments(changed), maybe(this::policies));
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < random.nextInt(5); i++) {
            members.add(new Member(
                    "node-" + i,
                    epoch(),
                    any(MemberState.values()),
                    epoch(),
                    text(),
                    8101 + i,
                    7001 + i,
                    text(),
                    text(),
                    100));
        }
        return members;
    }

    private List<SlotAssignment> assignments(int count) {
        List<SlotAssignment> assignments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> current = List.of("node-" + random.nextInt(3), "node-3");
            assignments.add(
                    random.nextInt(4) == 0
                            ? SlotAssignment.jointOf(
                                    epoch(), voters(current), voters(List.of("node-" + random.nextInt(4))))
                            : SlotAssignment.stableOf(epoch(), random.nextInt(9) == 0 ? List.of() : voters(current)));
        }
        return assignments;
    }

    private List<Voter> voters(List<String> list) {
        return list.stream().map(node -> new Voter(node, epoch(), epoch())).toList();
    }

    private PolicyTable policies() {
        return PolicyTable.defaults()
                .with(new Policy(
                        "session:",
                        Policy.Consistency.EVENTUAL,
                        3,
                        1 + random.nextInt(3),
                        2,
                        random.nextInt(1000),
                        random.nextInt(1000),
                        random.nextInt(1 << 20),
                        1 + random.nextInt(1000),
                        any(Policy.Eviction.values()),
                        Policy.LAST_WRITER_WINS,
                        any(Policy.OnMajorityLoss.values())));
    }

    private ManagerMessage.NodeLoad load() {
        return new ManagerMessage.NodeLoad(
                epoch(),
                epoch(),
                epoch(),
                epoch(),
                epoch(),
                epoch(),
                epoch(),
                epoch(),
                epoch(),
                epoch(),
                random.nextInt(101));
    }

    private ShardMessage strong() {
        List<StrongMessage> all = strongMessages();
        StrongMessage message = all.get(random.nextInt(all.size()));
        return new ShardMessage.Strong(message, message instanceof StrongMessage.Answer ? epoch() : 0);
    }

    /** One of every kind of message about strong keys. */
    List<StrongMessage> strongMessages() {
        boolean set = random.nextBoolean();
        return List.of(
                new StrongMessage.Read(id(), slot(), epoch(), key()),
                new StrongMessage.Prepare(id(), slot(), epoch(), key(), ballot()),
                new StrongMessage.Accept(id(), slot(), epoch(), key(), ballot(), strongValue(), maybe(this::ballot)),
                new StrongMessage.SlotPrepare(id(), slot(), epoch(), ballot()),
                new StrongMessage.RaiseFloor(id(), slot(), epoch(), ballot()),
                new StrongMessage.Forget(id(), slot(), epoch(), key(), ballot()),
                new StrongMessage.Reported(
                        id(),
                        slot(),
                        epoch(),
                        set ? ballot() : Ballot.ZERO,
                        set ? strongValue() : null,
                        random.nextBoolean() ? ballot() : Ballot.ZERO),
                new StrongMessage.Accepted(id(), slot(), epoch(), random.nextBoolean()),
                new StrongMessage.Refused(id(), slot(), epoch(), ballot()),
                new StrongMessage.NoRoom(id(), slot(), epoch()),
                new StrongMessage.Stale(id(), slot(), epoch(), epoch()),
                new StrongMessage.SlotReported(
                        id(),
                        slot(),
                        epoch(),
                        1,
                        3,
                        listOf(() -> new StrongMessage.Item(key(), ballot(), strongValue()))),
                new StrongMessage.FloorRaised(id(), slot(), epoch()));
    }

    AcceptorImage acceptorImage() {
        return new AcceptorImage(slot(), epoch(), ballot(), Ballot.ZERO, epoch(), listOf(() -> {
            boolean bare = random.nextBoolean();
            return new AcceptorImage.RegisterImage(
                    key(), ballot(), bare ? Ballot.ZERO : ballot(), bare ? null : strongValue());
        }));
    }

    private Ballot ballot() {
        return new Ballot(epoch(), nodeId(), epoch());
    }

    private StrongValue strongValue() {
        return random.nextInt(3) == 0
                ? StrongValue.tombstone(ballot(), trail())
                : new StrongValue(
                        ballot(), bytes(random.nextInt(50)), text(), random.nextBoolean() ? epoch() : 0, trail());
    }

    private ShardMessage compareSlots() {
        return new ShardMessage.CompareSlots(
                id(),
                epoch(),
                epoch(),
                new int[] {slot(), slot()},
                new long[] {epoch(), 1},
                new int[] {3, 1},
                new long[] {id(), -1});
    }

    private ShardMessage slotsCompared() {
        ShardMessage.Verdict[] verdicts = ShardMessage.Verdict.values();
        int[] slots = new int[verdicts.length];
        int[] sizes = new int[verdicts.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = slot();
            sizes[i] = random.nextInt(100);
        }
        return new ShardMessage.SlotsCompared(id(), slots, verdicts, sizes);
    }

    private ShardMessage.KeyVersion keyVersion() {
        return new ShardMessage.KeyVersion(key(), version(), maybe(() -> any(Removal.values())), id());
    }

    Operation operation() {
        return switch (random.nextInt(4)) {
            case 0 -> new Operation.Get(key());
            case 1 ->
                new Operation.Put(
                        key(),
                        bytes(random.nextInt(50)),
                        text(),
                        random.nextInt(9) - 1,
                        random.nextInt(2) * epoch(),
                        condition());
            case 2 -> new Operation.Remove(key(), condition());
            default -> new Operation.Increment(key(), random.nextLong(), random.nextInt(9) - 1);
        };
    }

    private Condition condition() {
        return any(new Condition[] {
            Condition.ALWAYS, Condition.IF_ABSENT, Condition.IF_PRESENT, new Condition.IfVersion(version(), id())
        });
    }

    Result result() {
        Receipt receipt = new Receipt(any(Receipt.Source.values()), nodeId(), slot(), epoch(), random.nextInt(4), 3);
        return switch (random.nextInt(6)) {
            case 0 -> new Result.Found(entry(), receipt);
            case 1 -> new Result.Absent(maybe(() -> any(Removal.values())), receipt);
            case 2 -> new Result.Written(version(), epoch(), random.nextLong(), random.nextBoolean(), receipt);
            case 3 -> new Result.Removed(version(), random.nextBoolean(), receipt);
            case 4 -> new Result.ConditionFailed(maybe(this::version), receipt);
            default -> new Result.Failed(any(Failure.values()), text(), slot(), 1, 2);
        };
    }

    Entry entry() {
        return switch (random.nextInt(4)) {
            case 0 -> Entry.tombstone(key(), version()).withTrail(trail()).withLineage(lineage(new byte[0]));
            case 1 -> value().goneBy(Removal.EXPIRED);
            case 2 -> value().goneBy(Removal.EVICTED);
            default -> value();
        };
    }

    private Entry value() {
        return Entry.value(key(), version(), bytes(random.nextInt(100)), text(), epoch())
                .withTrail(trail())
                .withLineage(lineage(bytes(random.nextInt(20))));
    }

    private Lineage lineage(byte[] state) {
        VersionVector vector = VersionVector.of(listOf(this::version));
        return vector.isEmpty() ? Lineage.NONE : new Lineage(vector, state, random.nextLong());
    }

    private Trail trail() {
        return random.nextBoolean() ? Trail.NONE : new Trail(remembered(), remembered());
    }

    private Remembered remembered() {
        long[] forgotten =
                random.longs(random.nextInt(4), 0, Long.MAX_VALUE).sorted().toArray();
        return new Remembered(listOf(this::made), epoch(), epoch(), Forgotten.of(forgotten));
    }

    private Made made() {
        return new Made(
                new ChangeToken(random.nextLong(), random.nextLong()),
                epoch(),
                epoch(),
                version(),
                epoch(),
                random.nextLong(),
                random.nextBoolean());
    }

    private Once once() {
        long until = epoch();
        return new Once(
                new ChangeToken(random.nextLong(), random.nextLong()),
                epoch(),
                until,
                until + random.nextInt(100),
                random.nextBoolean());
    }

    private Key key() {
        return Key.of(bytes(1 + random.nextInt(30)));
    }

    private Version version() {
        return new Version(random.nextLong(), nodeId(), epoch());
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String nodeId() {
        return "node-" + random.nextInt(9);
    }

    private String text() {
        return any(new String[] {"", "a", "zone-1", "巡り", "text/plain; charset=utf-8"});
    }

    private long id() {
        return random.nextLong();
    }

    private long epoch() {
        return 1 + random.nextInt(1 << 30);
    }

    private int slot() {
        return random.nextInt(Slots.COUNT);
    }

    private <T> T maybe(Supplier<T> some) {
        return random.nextBoolean() ? some.get() : null;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> List<T> listOf(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }
}
