package dev.meguri.client.fake;

import dev.meguri.core.ring.Slots;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A node of the Redis protocol in this process: it answers what a test tells it to. */
public final class FakeNode implements AutoCloseable {
    /** In place of an answer: none, ever, nor to what follows on that connection. */
    public static final String SILENCE = new String("silence");
    /** In place of an answer: the connection ends. */
    public static final String HANG_UP = new String("hang up");

    public final String nodeId;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    /** Commands about keys and policies, as words. */
    public final BlockingQueue<List<String>> received = new LinkedBlockingQueue<>();

    public final BlockingQueue<List<String>> greetings = new LinkedBlockingQueue<>();
    /** CLIENT TRACKING, as words. */
    public final BlockingQueue<List<String>> tracking = new LinkedBlockingQueue<>();

    private volatile Function<List<String>, String> script = words -> Resp.ERROR_UNKNOWN;
    private volatile FakeRing ring;
    private volatile String helloAnswer = "%1\r\n$5\r\nproto\r\n:3\r\n";
    private volatile String trackingAnswer = "+OK\r\n";
    private volatile Runnable beforeGreeting = () -> {};
    public volatile long timeMillis = 1_700_000_000_000L;
    public volatile String tellsAsNode;

    public FakeNode(String nodeId) {
        this.nodeId = nodeId;
        this.tellsAsNode = nodeId;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    /** @param next what is answered to each command, as bytes of RESP3 */
    public void script(Function<List<String>, String> next) {
        script = next;
    }

    public void ring(FakeRing next) {
        ring = next;
    }

    public void hello(String answer) {
        helloAnswer = answer;
    }

    public void tracking(String answer) {
        trackingAnswer = answer;
    }

    /** @param first may block, and so the greeting of each connection */
    public void beforeGreeting(Runnable first) {
        beforeGreeting = first;
    }

    /** To all connections, at once. */
    public void push(String frame) {
        for (Socket socket : sockets) {
            try {
                write(socket, frame);
            } catch (IOException e) {
                // the client has left
            }
        }
    }

    /** Ends all connections, as a crash does; takes new ones. */
    public void hangUp() {
        sockets.forEach(FakeNode::end);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String answer = "";
            while (answer != HANG_UP) {
                List<String> command = command(in);
                // answers come in order: after one that never comes there is none
                String next = answer(command);
                answer = answer == SILENCE ? SILENCE : next;
                if (answer != SILENCE && answer != HANG_UP) {
                    write(socket, answer);
                }
            }
        } catch (IOException e) {
            // the client has left
        } finally {
            sockets.remove(socket);
        }
    }

    private String answer(List<String> words) {
        switch (words.getFirst()) {
            case "HELLO" -> {
                greetings.add(words);
                beforeGreeting.run();
                return helloAnswer;
            }
            case "CLIENT" -> {
                tracking.add(words);
                return trackingAnswer;
            }
            case "MEGURI.RING" -> {
                FakeRing now = ring;
                return now.answer(tellsAsNode, timeMillis, Long.parseLong(words.get(2)));
            }
            default -> {
                received.add(words);
                return script.apply(words);
            }
        }
    }

    private static synchronized void write(Socket socket, String answer) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static List<String> command(InputStream in) throws IOException {
        int count = Integer.parseInt(line(in).substring(1));
        List<String> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = Integer.parseInt(line(in).substring(1));
            byte[] bytes = in.readNBytes(length);
            in.readNBytes(2);
            words.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return words;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone already
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUp();
    }

    /** Of a key, for rings that give slots to nodes. */
    public static int slot(String key) {
        return Slots.of(key.getBytes(StandardCharsets.UTF_8));
    }
}
