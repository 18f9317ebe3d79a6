package dev.meguri.core.membership.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class RumoursTest {
    private final Rumours rumours = new Rumours();

    @Test
    void rumour_isToldSoManyTimes_andThenNoMore() {
        Rumour rumour = suspect("a", 0, "x");
        rumours.add(rumour);
        for (int i = 0; i < 4; i++) {
            assertEquals(List.of(rumour), rumours.take(null, 4));
        }
        assertEquals(List.of(), rumours.take(null, 4));
    }

    @Test
    void leastTold_goesFirst_whenThereIsNoRoomForAll() {
        for (int i = 0; i < Limits.MAX_RUMOURS_PER_MESSAGE + 5; i++) {
            rumours.add(suspect("m" + i, 0, "x"));
        }
        List<Rumour> first = rumours.take(null, 4);
        assertEquals(Limits.MAX_RUMOURS_PER_MESSAGE, first.size());
        List<Rumour> second = rumours.take(null, 4);
        for (int i = 0; i < 5; i++) {
            assertTrue(second.contains(suspect("m" + i, 0, "x")), "m" + i + " was not told yet");
        }
    }

    @Test
    void message_isBoundedInBytes() {
        for (int i = 0; i < 16; i++) {
            rumours.add(suspect("m".repeat(60) + i, 0, "x".repeat(63)));
        }
        int bytes = rumours.take(null, 4).stream().mapToInt(Rumour::bytes).sum();
        assertTrue(bytes <= Limits.MAX_RUMOUR_BYTES_PER_MESSAGE, bytes + " bytes");
        assertTrue(bytes > Limits.MAX_RUMOUR_BYTES_PER_MESSAGE / 2, bytes + " bytes");
    }

    @Test
    void waitingRumours_areBounded() {
        for (int i = 0; i < 2 * Limits.MAX_RUMOURS_WAITING; i++) {
            rumours.add(suspect("m" + i, 0, "x"));
        }
        assertEquals(Limits.MAX_RUMOURS_WAITING, rumours.size());
    }

    @Test
    void news_takesThePlaceOfWhatItOutdoes_butAccusersStayBesideEachOther() {
        rumours.add(suspect("a", 0, "x"));
        rumours.add(suspect("a", 0, "y"));
        assertEquals(2, rumours.size());
        Rumour alive = new Rumour("a", Standing.ALIVE, 1, "a");
        rumours.add(alive);
        assertEquals(List.of(alive), rumours.take(null, 4));
    }

    @Test
    void firstRumour_comesBeforeNews_andIsNotCounted() {
        Rumour first = suspect("a", 0, "x");
        Rumour news = suspect("b", 0, "x");
        rumours.add(news);
        assertEquals(List.of(first, news), rumours.take(first, 1));
        assertEquals(List.of(first), rumours.take(first, 1));
    }

    private static Rumour suspect(String nodeId, long refutation, String accuser) {
        return new Rumour(nodeId, Standing.SUSPECT, refutation, accuser);
    }
}
