package dev.meguri.node.resp.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.version.Version;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.push.KeyspaceFlags;
import dev.meguri.resp.push.Name;
import dev.meguri.resp.push.Push;
import dev.meguri.resp.push.SubscriptionKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a node tells its clients of keys, with a cluster of two around it. */
class TrackingHubTest {
    private static final Key KEY = Key.of("key");

    private ClusterState state = state("node-1", MemberState.ACTIVE, "node-2", MemberState.ACTIVE);
    private final PushHub hub = new PushHub("node-1", () -> state, (peer, envelope) -> {});
    private final KeyWatch watch = new KeyWatch("node-1", () -> state, hub, 2);
    private final ShardWatch shard = watch.ofShard(KEY.slot(Slots.COUNT) % 2);

    @Test
    void readKeys_areInvalidated_whenTheirPrimaryChanges_orTheSlotMoves() {
        Client client = new Client(7, false);
        watch.track(client, Set.of());
        watch.tracking().adopted(state);
        watch.tracking().reads(client, KEY);
        watch.tracking().adopted(state("node-1", MemberState.ACTIVE, "node-2", MemberState.DOWN));
        assertEquals(0, client.told);
        watch.tracking().adopted(state("node-1", MemberState.DOWN, "node-2", MemberState.ACTIVE));
        assertEquals(1, client.told);
        watch.tracking().reads(client, KEY);
        watch.tracking().adopted(state("node-2", MemberState.ACTIVE, "node-3", MemberState.ACTIVE));
        assertEquals(2, client.told);
        assertEquals(0, watch.tracking().bytes());
    }

    @Test
    void change_tellsReadersAndPrefixes_butNotItsOwnWriter() {
        Client reader = new Client(1, false);
        Client writer = new Client(2, true);
        Client prefix = new Client(3, false);
        assertFalse(shard.isWatching());
        watch.track(reader, Set.of());
        watch.track(writer, Set.of());
        watch.track(prefix, Set.of(new Name(new byte[] {'k'})));
        assertTrue(shard.isWatching());
        watch.tracking().reads(reader, KEY);
        watch.tracking().reads(writer, KEY);
        watch.because(KEY, Command.SET, true, 2);
        shard.changed(KEY, null, value("a", 1), null);
        watch.done(KEY);
        assertEquals("1 0 1", reader.told + " " + writer.told + " " + prefix.told);
        watch.tracking().reads(writer, KEY);
        shard.changed(KEY, value("a", 1), null, Removal.EVICTED);
        assertEquals("1 1 2", reader.told + " " + writer.told + " " + prefix.told);
        watch.untrack(reader, Set.of());
        watch.untrack(writer, Set.of());
        watch.untrack(prefix, Set.of(new Name(new byte[] {'k'})));
        assertFalse(shard.isWatching());
    }

    @Test
    void events_areToldByTheServingPrimaryAlone() {
        List<String> told = new ArrayList<>();
        hub.subscriptions().add(SubscriptionKind.PATTERN, new Name(new byte[] {'*'}), new PushTarget() {
            @Override
            public void push(Push push) {
                String frame = new String(push.frame(), StandardCharsets.UTF_8);
                told.add(frame.replaceAll("[*$]\\d+\r\n", "")
                        .replace("\r\n", " ")
                        .substring("pmessage * ".length()));
            }

            @Override
            public void shardChannelLeft(Name channel) {}
        });
        watch.flags(KeyspaceFlags.parse("EA").orElseThrow());
        shard.changed(KEY, null, value("a", 1), null);
        assertEquals(List.of("__keyevent@0__:set key "), told);
        state = state("node-2", MemberState.ACTIVE, "node-1", MemberState.ACTIVE);
        shard.changed(KEY, value("a", 1), null, Removal.DELETED);
        assertEquals(1, told.size());
        state = state("node-2", MemberState.DOWN, "node-1", MemberState.ACTIVE);
        shard.changed(KEY, value("a", 1), null, Removal.EXPIRED);
        assertEquals("__keyevent@0__:expired key ", told.getLast());
    }

    private static Entry value(String value, long time) {
        return Entry.value(KEY, new Version(time, "node-1", 1), value.getBytes(), "", 0);
    }

    private static ClusterState state(String first, MemberState ofFirst, String second, MemberState ofSecond) {
        List<SlotAssignment> slots = new ArrayList<>();
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            slots.add(SlotAssignment.stable(1, List.of(first, second)));
        }
        List<Member> members = List.of(member(first, ofFirst), member(second, ofSecond));
        return new ClusterState("c", 1, 1, 2, members, slots, PolicyTable.defaults());
    }

    private static Member member(String node, MemberState state) {
        return new Member(node, 1, state, 1, node, 8101, 7001, "", "", Member.ORDINARY_WEIGHT);
    }

    private static final class Client implements TrackingClient {
        private final long id;
        private final boolean noLoop;
        private int told;

        Client(long id, boolean noLoop) {
            this.id = id;
            this.noLoop = noLoop;
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public boolean isNoLoop() {
            return noLoop;
        }

        @Override
        public void invalidated(Invalidation what) {
            told++;
        }
    }
}
