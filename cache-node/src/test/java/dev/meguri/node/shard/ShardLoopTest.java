package dev.meguri.node.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.conflict.Resolvers;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.ShardInput;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose thread does what is given to a shard, and in which order. */
class ShardLoopTest {
    private static final long SECONDS = 30;

    /** Changed by the test, asked by the loop. */
    private static final class Gate implements TurnGate {
        volatile boolean isPaused;

        @Override
        public boolean isPaused() {
            return isPaused;
        }

        @Override
        public long turnDelayMillis() {
            return 0;
        }
    }

    private final Gate gate = new Gate();
    private final Vertx vertx = Vertx.vertx();
    private final Context elsewhere = ((VertxInternal) vertx).createEventLoopContext();
    private ShardLoop loop;

    @BeforeEach
    void start() {
        loop = new ShardPool(
                        vertx,
                        "node-1",
                        1,
                        64L << 20,
                        1,
                        System::currentTimeMillis,
                        (peer, messages) -> {},
                        peer -> {},
                        gate,
                        Resolvers.BUILT_IN)
                .loop(0);
        awaitRest();
    }

    /** No turn is in progress, and none is to come. */
    private void awaitRest() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        loop.ask(shard -> null).join();
        // behind the turn that answered
        loop.runOnLoop(() -> over.complete(null));
        over.join();
    }

    @AfterEach
    void stop() {
        gate.isPaused = false;
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void workThatFindsTheShardAtRestIsDoneAtOnceWhereItCame() {
        Thread here = Thread.currentThread();
        AtomicReference<Thread> done = new AtomicReference<>();

        assertTrue(loop.run(false, turn -> done.set(Thread.currentThread())));

        assertSame(here, done.get());
    }

    @Test
    void workWaitsForTheTurnInProgressInTheOrderItCame() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        elsewhere.runOnContext(v -> loop.run(false, turn -> {
            begun.countDown();
            await(mayEnd);
        }));
        await(begun);
        List<Integer> order = new ArrayList<>();
        AtomicReference<Thread> by = new AtomicReference<>();

        loop.run(false, turn -> order.add(1));
        loop.run(true, turn -> order.add(2));
        loop.run(false, turn -> by.set(Thread.currentThread()));

        assertEquals(List.of(), order, "the turn in progress has not ended");
        mayEnd.countDown();
        assertEquals(List.of(1, 2), loop.ask(shard -> List.copyOf(order)).get(SECONDS, TimeUnit.SECONDS));
        assertNotSame(Thread.currentThread(), by.get());
    }

    @Test
    void workThatIsNotTheFirstOfItsClientGoesBehindWhatWaits() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        loop.runOnLoop(() -> await(mayGoOn));
        List<Integer> order = new ArrayList<>();
        loop.ask(shard -> order.add(1));

        loop.run(false, turn -> order.add(2));
        loop.run(true, turn -> order.add(0));

        mayGoOn.countDown();
        assertEquals(List.of(0, 1, 2), loop.ask(shard -> List.copyOf(order)).get(SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void workOnAKeyThatIsYetToBeHandedOver_isPutOff_andComesInItsOrder() throws Exception {
        Key key = Key.of("k");
        loop.give(new ShardInput.Reachable("node-2", true));
        loop.give(new ShardInput.Adopt(led(1, "node-2", "node-1"), 1, true));
        loop.give(new ShardInput.Adopt(led(2, "node-1", "node-2"), 1, true)).join();
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> over = new CompletableFuture<>();

        assertTrue(loop.run(false, turn -> {
            assertTrue(turn.isPutOff(key, later -> order.add(1)));
            assertTrue(turn.isPutOff(key, later -> {
                assertFalse(later.isPutOff(key, never -> {}));
                order.add(2);
                over.complete(null);
            }));
        }));
        assertEquals(List.of(), order, "node-2 has not answered");

        over.get(SECONDS, TimeUnit.SECONDS);
        assertEquals(List.of(1, 2), order);
    }

    /** A state in which both nodes hold all slots, and the first serves them. */
    private static ClusterState led(long version, String first, String second) {
        List<SlotAssignment> slots = new ArrayList<>();
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            slots.add(SlotAssignment.stable(version, List.of(first, second)));
        }
        List<Member> members = Stream.of(first, second)
                .map(node -> new Member(node, 1, MemberState.ACTIVE, version, node, 1, 0, "", "", 100))
                .toList();
        return new ClusterState("c", 1, version, 3, members, slots, PolicyTable.defaults());
    }

    @Test
    void workWithinATurnIsATurnOfItsOwn() throws Exception {
        List<Integer> order = new ArrayList<>();

        loop.run(true, turn -> {
            loop.run(true, next -> order.add(2));
            order.add(1);
        });

        assertEquals(List.of(1, 2), loop.ask(shard -> List.copyOf(order)).get(SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void nothingIsDoneWhileTheNodeStandsStill() throws Exception {
        gate.isPaused = true;
        CompletableFuture<Void> done = new CompletableFuture<>();

        loop.run(true, turn -> done.complete(null));

        assertEquals(false, done.isDone());
        gate.isPaused = false;
        done.get(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void turnsOfManyThreadsNeverMeet() throws Exception {
        int threads = 4;
        int each = 50_000;
        int[] count = {0};
        CountDownLatch handedIn = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Context context = i == 0 ? elsewhere : ((VertxInternal) vertx).createEventLoopContext();
            context.runOnContext(v -> {
                for (int n = 0; n < each; n++) {
                    boolean isFirst = n % 2 == 0;
                    while (!loop.run(isFirst, turn -> count[0]++)) {
                        Thread.onSpinWait();
                    }
                }
                handedIn.countDown();
            });
        }
        await(handedIn);

        assertEquals(threads * each, loop.ask(shard -> count[0]).get(SECONDS, TimeUnit.SECONDS));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(SECONDS, TimeUnit.SECONDS), "it took too long");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
