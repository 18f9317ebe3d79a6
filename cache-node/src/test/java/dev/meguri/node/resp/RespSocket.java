package dev.meguri.node.resp;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends lines, and reads answers of either protocol version as a person would write them down. */
final class RespSocket implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    RespSocket(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    String call(String line) throws IOException {
        send(line + "\r\n");
        return read();
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    String read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', '-', ':', '#' -> rest;
            case '_' -> "nil";
            case '$' -> bulk(Integer.parseInt(rest));
            case '=' -> bulk(Integer.parseInt(rest)).substring("txt:".length());
            case '*', '~', '>' -> values(Integer.parseInt(rest));
            case '%' -> values(2 * Integer.parseInt(rest));
            default -> throw new IOException("no answer: " + line);
        };
    }

    private String values(int count) throws IOException {
        if (count < 0) {
            return "nil";
        }
        StringBuilder values = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            values.append(i == 0 ? "" : " ").append(read());
        }
        return values.append(']').toString();
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return "nil";
        }
        byte[] bytes = in.readNBytes(length + 2);
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
