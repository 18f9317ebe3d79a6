package dev.meguri.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Between clients and one node, by TCP. It can hold what the node sends, as a network does that loses packets: they come late, or
 * never, and nobody is told.
 */
final class SwallowingProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long LOOK_MILLIS = 2;
    private static final long HELD_LONGER_MILLIS = 100;

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    /** By System.nanoTime(): until then nothing that the node sends passes. */
    private volatile long holdUntilNanos = System.nanoTime();

    private volatile int delayMillis;

    SwallowingProxy(String host, int port, InetSocketAddress target) {
        this.target = target;
        try {
            server = new ServerSocket(port, 50, InetAddress.getByName(host));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** What the node sends in this time is not seen before it is over, if then. */
    void hold(long millis) {
        holdUntilNanos = System.nanoTime() + millis * 1_000_000;
    }

    /** What the node sends in this time is lost, and with it, at the end, the connections. */
    void swallow(long millis) {
        // for longer than they live: nothing is to slip through at the end
        hold(millis + HELD_LONGER_MILLIS);
        Set<Socket> now = Set.copyOf(sockets);
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.forEach(SwallowingProxy::end);
        });
    }

    /** All that the node sends is late by so much. */
    void delay(int millis) {
        delayMillis = millis;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        Socket node = new Socket();
        sockets.add(client);
        sockets.add(node);
        try (client;
                node) {
            node.connect(target);
            node.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> {
                pass(node, client, true);
                end(client);
            });
            pass(client, node, false);
            end(node);
            back.join();
        } catch (IOException e) {
            // one of them has left
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
            sockets.remove(node);
        }
    }

    private void pass(Socket from, Socket to, boolean isFromNode) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (isFromNode) {
                    waitUntilItMayPass();
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // one of them has left
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void waitUntilItMayPass() throws InterruptedException {
        if (delayMillis > 0) {
            Thread.sleep(delayMillis);
        }
        while (System.nanoTime() - holdUntilNanos < 0) {
            Thread.sleep(LOOK_MILLIS);
        }
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
        sockets.forEach(SwallowingProxy::end);
    }
}
