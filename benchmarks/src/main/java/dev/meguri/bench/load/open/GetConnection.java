package dev.meguri.bench.load.open;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One connection of the Redis protocol that asks for values of one known length. One thread sends, another receives; neither
 * ever waits.
 */
final class GetConnection implements AutoCloseable {
    private static final int RECEIVE_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final byte[] head;
    private final int answerBytes;
    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);

    GetConnection(int port, int valueBytes) {
        head = ("$" + valueBytes + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        answerBytes = head.length + valueBytes + 2;
        try {
            channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void register(Selector selector, int connection) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, connection);
    }

    /** @throws IllegalStateException so much is unanswered that the connection takes no more */
    void send(ByteBuffer command) {
        try {
            channel.write(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (command.hasRemaining()) {
            throw new IllegalStateException("the server does not read what it is sent");
        }
    }

    /** Whole answers that came. @throws IllegalStateException one of them is no value of that length, or the end */
    int receive() throws IOException {
        if (channel.read(received) < 0) {
            throw new IllegalStateException("the server closed the connection");
        }
        received.flip();
        int answers = 0;
        while (received.remaining() >= answerBytes) {
            requireValue();
            received.position(received.position() + answerBytes);
            answers++;
        }
        if (received.remaining() >= head.length) {
            requireValue();
        }
        received.compact();
        return answers;
    }

    private void requireValue() {
        int from = received.position();
        for (int i = 0; i < head.length; i++) {
            if (received.get(from + i) != head[i]) {
                String text = StandardCharsets.ISO_8859_1.decode(received).toString();
                throw new IllegalStateException(
                        "no value, but " + text.lines().findFirst().orElse(""));
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
