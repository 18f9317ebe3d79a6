package dev.meguri.client;

import dev.meguri.client.call.Caller;
import dev.meguri.client.call.Waiting;
import dev.meguri.client.ring.Ring;
import dev.meguri.core.ring.Slots;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A walk over the keys with a prefix: each node is asked in turn for those of the slots that it leads. A key that is there all the time
 * is told once, as long as no slot gets another primary: {@link #isComplete}. Keys that are no UTF-8 are left out, as no cache of this
 * client can name them. For one thread.
 */
public final class KeyPages {
    /** Keys of a page: many take memory, few take turns of the nodes. */
    static final int KEYS_PER_PAGE = 1_000;

    private final Caller caller;
    private final String prefix;
    private final String pattern;
    private final Ring ring;
    private final Deque<String> nodes;
    private String cursor = "0";

    KeyPages(Caller caller, String prefix) {
        this.caller = caller;
        this.prefix = prefix;
        this.pattern = glob(prefix) + "*";
        this.ring = caller.ring();
        this.nodes = leaders(ring);
    }

    /**
     * The next keys, at least one and rarely over 1,000. Null: these were all.
     *
     * @throws dev.meguri.client.error.MeguriException the node whose turn it is does not answer; again asks it again
     */
    public List<String> next() {
        while (!nodes.isEmpty()) {
            Commands.ScanPage page =
                    Waiting.forResult(caller.start(Commands.scan(nodes.peek(), cursor, pattern, KEYS_PER_PAGE)));
            cursor = page.next();
            if (cursor.equals("0")) {
                nodes.remove();
            }
            List<String> keys = keys(page.keys());
            if (!keys.isEmpty()) {
                return keys;
            }
        }
        return null;
    }

    /** Whether the walk is over, and every slot had one primary from its begin to its end, as far as this client knows. */
    public boolean isComplete() {
        return nodes.isEmpty() && !caller.ring().isNewerThan(ring);
    }

    private List<String> keys(List<byte[]> all) {
        List<String> keys = new ArrayList<>(all.size());
        for (byte[] bytes : all) {
            try {
                String key = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                if (key.startsWith(prefix)) {
                    keys.add(key.substring(prefix.length()));
                }
            } catch (CharacterCodingException e) {
                // not a key of this client's
            }
        }
        return keys;
    }

    private static Deque<String> leaders(Ring ring) {
        Set<String> leaders = new LinkedHashSet<>();
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            if (ring.holders(slot) > 0) {
                leaders.add(ring.holder(slot, 0).nodeId());
            }
        }
        return new ArrayDeque<>(leaders);
    }

    /** Text that a pattern matches as it is. */
    static String glob(String text) {
        StringBuilder glob = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("*?[]\\".indexOf(c) >= 0) {
                glob.append('\\');
            }
            glob.append(c);
        }
        return glob.toString();
    }
}
