package dev.meguri.demo.mandelbrot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Pictures of up to 256 colours as PNG (W3C's Portable Network Graphics, colour type 3). */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS_PER_POINT = 8;
    private static final byte PALETTE = 3;

    private Png() {}

    /** @param points a colour's number each, line by line. @param colours red, green, blue each */
    static byte[] encode(byte[] points, int width, byte[] colours) {
        int height = points.length / width;
        ByteArrayOutputStream out = new ByteArrayOutputStream(points.length / 4);
        out.writeBytes(SIGNATURE);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(BITS_PER_POINT)
                        .put(PALETTE)
                        .array());
        chunk(out, "PLTE", colours);
        chunk(out, "IDAT", deflated(lines(points, width, height)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** Each begins with its filter: 0, none. */
    private static byte[] lines(byte[] points, int width, int height) {
        byte[] lines = new byte[height * (width + 1)];
        for (int row = 0; row < height; row++) {
            System.arraycopy(points, row * width, lines, row * (width + 1) + 1, width);
        }
        return lines;
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] buffer = new byte[8_192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.writeBytes(number(data.length));
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(number((int) sum.getValue()));
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }
}
