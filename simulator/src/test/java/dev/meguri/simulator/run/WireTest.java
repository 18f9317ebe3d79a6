package dev.meguri.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.simulator.net.Tap;
import dev.meguri.wire.ManagerCodec;
import dev.meguri.wire.PeerCodec;
import dev.meguri.wire.PeerMessage;
import dev.meguri.wire.WireException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message of a run goes through the codec of the real connections, and nothing about the run changes. */
class WireTest {
    private static final SimulationOptions SHORT = new SimulationOptions(20, 5);

    @ParameterizedTest
    @ValueSource(longs = {4, 6, 8, 22, 178})
    void messages_overTheWire_makeTheSameRun(long seed) {
        long[] carried = new long[1];
        Tap wire = (network, from, to, message) -> {
            carried[0]++;
            return overTheWire(message);
        };
        Outcome direct = new Simulation(seed, SHORT).run();
        Outcome encoded = new Simulation(seed, SHORT, wire, null).run();
        assertTrue(encoded.isClean(), encoded::problem);
        assertEquals(direct, encoded);
        assertTrue(carried[0] > 1_000, "messages: " + carried[0]);
    }

    private static Object overTheWire(Object message) {
        try {
            return switch (message) {
                case ManagerMessage m -> ManagerCodec.decode(ManagerCodec.encode(m));
                case ShardMessage m ->
                    inner(PeerCodec.decode(PeerCodec.encode(m)).getFirst());
                case NodeMessage m ->
                    inner(PeerCodec.decode(PeerCodec.encode(m)).getFirst());
                default -> throw new AssertionError("no message: " + message);
            };
        } catch (WireException e) {
            throw new AssertionError("cannot be decoded: " + message, e);
        }
    }

    private static Object inner(PeerMessage message) {
        return switch (message) {
            case PeerMessage.OfShard m -> m.message();
            case PeerMessage.OfNode m -> m.message();
            case PeerMessage.Hello m -> throw new AssertionError("no message of core: " + m);
            case PeerMessage.Publish m -> throw new AssertionError("no message of core: " + m);
            case PeerMessage.Credit m -> throw new AssertionError("no message of core: " + m);
        };
    }
}
