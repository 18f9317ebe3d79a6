package dev.meguri.node.resp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that sends commands as arrays, and keeps answers as they came: types, lengths and all; line ends become spaces. */
final class RawSocket implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    RawSocket(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    String call(List<String> words) throws IOException {
        return callAll(List.of(words)).getFirst();
    }

    /** In one pipeline. */
    List<String> callAll(List<List<String>> commands) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (List<String> words : commands) {
            bytes.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            for (String word : words) {
                bytes.writeBytes(("$" + word.length() + "\r\n" + word + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        socket.getOutputStream().write(bytes.toByteArray());
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            answers.add(read());
        }
        return answers;
    }

    private String read() throws IOException {
        String line = line();
        return switch (line.charAt(0)) {
            case '$', '=', '!' -> line + bytes(Integer.parseInt(line.substring(1)));
            case '*', '~', '>' -> line + values(Integer.parseInt(line.substring(1)));
            case '%', '|' -> line + values(2 * Integer.parseInt(line.substring(1)));
            default -> line;
        };
    }

    private String values(int count) throws IOException {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < count; i++) {
            values.append(i == 0 ? " [" : ", ").append(read());
        }
        return values.append(count > 0 ? "]" : "").toString();
    }

    private String bytes(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        byte[] bytes = in.readNBytes(length + 2);
        return " " + new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
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
