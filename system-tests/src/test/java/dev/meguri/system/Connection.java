package dev.meguri.system;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection, owned by one thread: a load of 100,000 keys through it costs
 * the services' time and little of its own.
 */
final class Connection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final String host;
    private final Socket socket = new Socket();
    private final InputStream in;

    Connection(String url) {
        URI uri = URI.create(url);
        host = uri.getHost() + ":" + uri.getPort();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 8_192);
        } catch (IOException e) {
            throw new Http.Unreachable(url + ": " + e, e);
        }
    }

    record Answer(int status, String body) {}

    /** @param body null: none */
    record Request(String method, String path, String body) {}

    /** @param body null: none */
    Answer send(String method, String path, String body) {
        return send(List.of(new Request(method, path, body))).getFirst();
    }

    /** All at once, as HTTP/1.1 allows; the answers in the order of the requests. */
    List<Answer> send(List<Request> requests) {
        try {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (Request request : requests) {
                append(request, all);
            }
            socket.getOutputStream().write(all.toByteArray());
            List<Answer> answers = new ArrayList<>(requests.size());
            while (answers.size() < requests.size()) {
                answers.add(receive());
            }
            return answers;
        } catch (IOException e) {
            Request first = requests.getFirst();
            throw new Http.Unreachable(first.method() + " " + host + first.path() + ": " + e, e);
        }
    }

    private void append(Request request, ByteArrayOutputStream to) {
        byte[] content = request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
        String head = request.method() + " " + request.path() + " HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Type: text/plain\r\nContent-Length: " + content.length + "\r\n\r\n";
        to.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        to.writeBytes(content);
    }

    private Answer receive() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).trim());
            }
            chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
        }
        return new Answer(status, chunked ? chunks() : new String(exactly(length), StandardCharsets.UTF_8));
    }

    private String chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.writeBytes(exactly(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within an answer");
        }
        return bytes;
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
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The answers are in; nothing is lost with the socket.
        }
    }
}
