package dev.meguri.client.near;

import dev.meguri.client.Read;
import dev.meguri.client.call.Call;
import dev.meguri.client.call.Way;
import dev.meguri.client.protocol.Reply;

/**
 * An answer, and all that decides whether it may be kept.
 *
 * @param ticket from before it was asked for
 */
record Answered(Read<byte[]> read, Way way, Ticket ticket) {
    /** The same question, for an answer that may be kept. */
    static Call.Request<Answered> request(Call.Request<Read<byte[]>> of, Ticket ticket) {
        return new Call.Request<>(
                of.name(),
                of.slot(),
                of.command(),
                of.isWrite(),
                of.token(),
                of.repeatable(),
                new Reader(of.reader(), ticket));
    }

    private record Reader(Call.Reader<Read<byte[]>> of, Ticket ticket) implements Call.Reader<Answered> {
        @Override
        public Answered read(Reply reply, boolean inDoubt, Way way) {
            Read<byte[]> read = of.read(reply, inDoubt);
            if (read.version() != null) {
                Versions.require(read.version());
            }
            return new Answered(read, way, ticket);
        }

        @Override
        public Answered read(Reply reply, boolean inDoubt) {
            throw new IllegalStateException("how an answer came decides whether it may be kept");
        }
    }
}
