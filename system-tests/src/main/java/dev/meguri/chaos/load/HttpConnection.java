package dev.meguri.chaos.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One kept-alive HTTP/1.1 connection, owned by one thread. After any exception it is to be closed. */
public final class HttpConnection implements AutoCloseable {
    private final String host;
    private final Socket socket = new Socket();
    private final InputStream in;

    /** @throws IOException nothing was sent */
    public HttpConnection(InetSocketAddress address, int connectMillis, int answerMillis) throws IOException {
        host = address.getHostString() + ":" + address.getPort();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(answerMillis);
            socket.connect(address, connectMillis);
            in = new BufferedInputStream(socket.getInputStream(), 4_096);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** @param headers names in lower case */
    public record Answer(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /**
     * @param header one line more, such as {@code If-Match: "…"}; null: none
     * @param body null: none
     */
    public record Request(String method, String path, String header, String body) {}

    /** @throws IOException whether the request had an effect is unknown */
    public Answer send(Request request) throws IOException {
        return send(List.of(request)).getFirst();
    }

    /**
     * All at once, as HTTP/1.1 allows; the answers in the order of the requests.
     *
     * @throws IOException which of the requests had an effect is unknown
     */
    public List<Answer> send(List<Request> requests) throws IOException {
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
    }

    private void append(Request request, ByteArrayOutputStream to) {
        byte[] content = request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
        String head = request.method() + " " + request.path() + " HTTP/1.1\r\nHost: " + host + "\r\n"
                + (request.header() == null ? "" : request.header() + "\r\n")
                + "Content-Type: text/plain\r\nContent-Length: " + content.length + "\r\n\r\n";
        to.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        to.writeBytes(content);
    }

    private Answer receive() throws IOException {
        String[] first = line().split(" ", 3);
        if (first.length < 2) {
            throw new IOException("no status line");
        }
        int status = Integer.parseInt(first[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            return new Answer(status, headers, chunks());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(status, headers, new String(exactly(length), StandardCharsets.UTF_8));
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
            // Nothing is lost with the socket.
        }
    }
}
