package dev.meguri.chaos.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One kept-alive HTTP/1.1 connection, owned by one thread. After any exception it is to be closed. */
final class HttpConnection implements AutoCloseable {
    private final String host;
    private final Socket socket = new Socket();
    private final InputStream in;

    /** @throws IOException nothing was sent */
    HttpConnection(InetSocketAddress address, int connectMillis, int answerMillis) throws IOException {
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
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /**
     * @param header one line more, such as {@code If-Match: "…"}; null: none
     * @param body null: none
     * @throws IOException whether the request had an effect is unknown
     */
    Answer send(String method, String path, String header, String body) throws IOException {
        byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n"
                + (header == null ? "" : header + "\r\n")
                + "Content-Type: text/plain\r\nContent-Length: " + content.length + "\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[headBytes.length + content.length];
        System.arraycopy(headBytes, 0, all, 0, headBytes.length);
        System.arraycopy(content, 0, all, headBytes.length, content.length);
        socket.getOutputStream().write(all);
        return receive();
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
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(new String(exactly(size), StandardCharsets.UTF_8));
            line();
        }
        line();
        return body.toString();
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
