package dev.meguri.bench.micro;

import dev.meguri.bench.memory.Dataset;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.resp.codec.ProtocolException;
import dev.meguri.resp.codec.RespDecoder;
import dev.meguri.resp.codec.RespWriter;
import dev.meguri.wire.PeerCodec;
import dev.meguri.wire.PeerMessage;
import dev.meguri.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Per message of a batch: commands and answers of the Redis protocol, and what a primary sends to a replica. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OperationsPerInvocation(CodecMicro.BATCH)
@State(Scope.Thread)
public class CodecMicro {
    static final int BATCH = 64;

    private final RespDecoder decoder = new RespDecoder();
    private final RespWriter writer = new RespWriter();
    private final List<ShardMessage> messages = new ArrayList<>();
    private byte[] commands;
    private byte[] value;
    private byte[] frame;

    @Setup
    public void fill() {
        decoder.authenticated();
        value = Dataset.value('v');
        RespWriter sets = new RespWriter();
        for (int i = 0; i < BATCH; i++) {
            Entry entry = Dataset.entry(i, i);
            // Commands are arrays of bulk strings, as some answers are.
            sets.array(3).bulk("SET").bulk(entry.key().bytes()).bulk(entry.value());
            messages.add(new ShardMessage.Replicate(i + 1, entry.key().slot(Slots.COUNT), 7, entry));
        }
        commands = sets.take();
        frame = encodeReplicates();
    }

    /** Every argument is copied out. */
    @Benchmark
    public int decodeSets() throws ProtocolException {
        decoder.feed(commands, 0, commands.length);
        int bytes = 0;
        while (decoder.next()) {
            for (int i = 0; i < decoder.count(); i++) {
                bytes += decoder.argument(i).length;
            }
        }
        return bytes;
    }

    @Benchmark
    public byte[] writeValues() {
        for (int i = 0; i < BATCH; i++) {
            writer.bulk(value);
        }
        return writer.take();
    }

    /** Each is encoded by itself, and then all are joined to one frame, as a node does at the end of a turn. */
    @Benchmark
    public byte[] encodeReplicates() {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(BATCH * 256);
        for (ShardMessage message : messages) {
            joined.writeBytes(PeerCodec.encode(message));
        }
        return joined.toByteArray();
    }

    @Benchmark
    public List<PeerMessage> decodeReplicates() throws WireException {
        return PeerCodec.decode(frame);
    }
}
