package dev.meguri.resp.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.resp.RespLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A million inputs: random bytes, and commands that were damaged, cut, or announce more than comes. */
class RespDecoderFuzzTest {
    private static final int INPUTS = 1_000_000;
    private static final long SEED = 20_260_101;
    private static final byte[] LETTERS =
            "*$\r\n0123456789-+ \"'\\xPINGSET\0\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void anyInput_isCommandsOrARefusal_andNothingGrows() {
        int commands = 0;
        int refusals = 0;
        for (int i = 0; i < INPUTS; i++) {
            RespDecoder decoder = new RespDecoder();
            if (random.nextInt(2) == 0) {
                decoder.authenticated();
            }
            byte[] input = input();
            try {
                commands += run(decoder, input);
            } catch (ProtocolException e) {
                refusals++;
            }
            assertTrue(
                    decoder.source().length <= 2 * input.length + RespLimits.MAX_LINE_BYTES,
                    () -> "a buffer of " + decoder.source().length + " bytes for " + input.length);
        }
        assertTrue(commands > INPUTS / 10, commands + " commands");
        assertTrue(refusals > INPUTS / 10, refusals + " refusals");
    }

    private int run(RespDecoder decoder, byte[] input) throws ProtocolException {
        int commands = 0;
        for (int from = 0; from < input.length; ) {
            int to = Math.min(input.length, from + 1 + random.nextInt(24));
            byte[] part = Arrays.copyOfRange(input, from, to);
            decoder.feed(part, 0, part.length);
            while (decoder.next()) {
                commands++;
                long bytes = 0;
                for (int argument = 0; argument < decoder.count(); argument++) {
                    bytes += decoder.argument(argument).length;
                }
                assertTrue(bytes <= input.length, "more came out than went in");
            }
            from = to;
        }
        return commands;
    }

    private byte[] input() {
        return switch (random.nextInt(4)) {
            case 0 -> anyBytes();
            case 1 -> letters();
            default -> damaged(command());
        };
    }

    private byte[] anyBytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] letters() {
        byte[] bytes = new byte[random.nextInt(40)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = LETTERS[random.nextInt(LETTERS.length)];
        }
        return bytes;
    }

    private byte[] command() {
        RespWriter writer = new RespWriter();
        int commands = 1 + random.nextInt(3);
        for (int c = 0; c < commands; c++) {
            int arguments = 1 + random.nextInt(4);
            writer.array(arguments);
            for (int i = 0; i < arguments; i++) {
                byte[] argument = new byte[random.nextInt(12)];
                random.nextBytes(argument);
                writer.bulk(argument);
            }
        }
        return writer.take();
    }

    private byte[] damaged(byte[] bytes) {
        int damages = random.nextInt(3);
        for (int i = 0; i < damages && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            if (random.nextInt(4) == 0) {
                bytes = Arrays.copyOf(bytes, at);
            } else {
                bytes[at] = LETTERS[random.nextInt(LETTERS.length)];
            }
        }
        return bytes;
    }
}
