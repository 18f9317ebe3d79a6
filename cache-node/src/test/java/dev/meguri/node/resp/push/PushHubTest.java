package dev.meguri.node.resp.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Slots;
import dev.meguri.resp.push.Name;
import dev.meguri.resp.push.Push;
import dev.meguri.resp.push.SubscriptionKind;
import dev.meguri.wire.PeerCodec;
import dev.meguri.wire.PeerMessage;
import dev.meguri.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hubs of three nodes, whose links carry what the codec makes of their messages. */
class PushHubTest {
    private static final List<String> NODES = List.of("node-1", "node-2", "node-3");

    private final Map<String, PushHub> hubs = new HashMap<>();
    private final Set<String> unreachable = new HashSet<>();
    private ClusterState state = state(List.of("node-1", "node-2"));

    PushHubTest() {
        for (String node : NODES) {
            hubs.put(node, new PushHub(node, () -> state, this::carry));
        }
    }

    @Test
    void message_reachesTheListenersOfEveryNode_once() {
        Listener here = listen("node-1", SubscriptionKind.CHANNEL, "news");
        Listener there = listen("node-2", SubscriptionKind.CHANNEL, "news");
        Listener pattern = listen("node-3", SubscriptionKind.PATTERN, "n?ws");
        assertEquals(1, hubs.get("node-1").publish(bytes("news"), bytes("hello")));
        assertEquals("message news hello", here.got());
        assertEquals("message news hello", there.got());
        assertEquals("pmessage n?ws news hello", pattern.got());
    }

    @Test
    void message_isLost_whereTheLinkIsDown() {
        Listener there = listen("node-2", SubscriptionKind.CHANNEL, "news");
        unreachable.add("node-2");
        hubs.get("node-1").publish(bytes("news"), bytes("1"));
        unreachable.clear();
        hubs.get("node-1").publish(bytes("news"), bytes("2"));
        assertEquals("message news 2", there.got());
    }

    @Test
    void messageOfASlot_reachesItsHoldersAlone() {
        Listener holder = listen("node-2", SubscriptionKind.SHARD, "news");
        Listener stranger = listen("node-3", SubscriptionKind.SHARD, "news");
        Listener other = listen("node-2", SubscriptionKind.CHANNEL, "news");
        assertEquals(0, hubs.get("node-1").publishInSlot(bytes("news"), bytes("hello")));
        assertEquals("smessage news hello", holder.got());
        assertEquals("", stranger.got());
        assertEquals("", other.got());
    }

    @Test
    void slotThatMovedAway_endsItsSubscriptions() {
        Listener holder = listen("node-2", SubscriptionKind.SHARD, "news");
        hubs.get("node-2").adopted(state);
        assertEquals("", holder.got());
        state = state(List.of("node-1", "node-3"));
        hubs.get("node-2").adopted(state);
        assertEquals("left news", holder.got());
    }

    private Listener listen(String node, SubscriptionKind kind, String name) {
        Listener listener = new Listener();
        hubs.get(node).subscriptions().add(kind, new Name(bytes(name)), listener);
        return listener;
    }

    private void carry(String peer, byte[] envelope) {
        if (unreachable.contains(peer)) {
            return;
        }
        try {
            hubs.get(peer)
                    .received((PeerMessage.Publish) PeerCodec.decode(envelope).getFirst());
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }

    private static ClusterState state(List<String> holders) {
        List<SlotAssignment> slots = new ArrayList<>();
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            slots.add(SlotAssignment.stable(1, holders));
        }
        List<Member> members = NODES.stream().map(PushHubTest::member).toList();
        return new ClusterState("c", 1, 1, 2, members, slots, PolicyTable.defaults());
    }

    private static final class Listener implements PushTarget {
        private final List<String> got = new ArrayList<>();

        @Override
        public void push(Push push) {
            String frame = new String(push.frame(), StandardCharsets.UTF_8);
            got.add(frame.replaceAll("[*$]\\d+\r\n", "").replace("\r\n", " ").strip());
        }

        @Override
        public void shardChannelLeft(Name channel) {
            got.add("left " + new String(channel.bytes(), StandardCharsets.UTF_8));
        }

        String got() {
            return String.join(", ", got);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Member member(String node) {
        return new Member(node, 1, MemberState.ACTIVE, 1, node, 8101, 7001, "", "", Member.ORDINARY_WEIGHT);
    }
}
