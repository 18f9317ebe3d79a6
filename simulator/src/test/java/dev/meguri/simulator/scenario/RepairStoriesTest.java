package dev.meguri.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.simulator.mutant.Mutant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mechanism of repair is needed: its story goes well with it, and is spoilt without it. */
class RepairStoriesTest {
    static List<Story> stories() {
        return RepairStories.all();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void story_goesWell(Story story) {
        assertDoesNotThrow(story::tellWithoutBug);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void story_withTheBug_isSpoilt(Story story) {
        assertNotNull(story.caughtBy(), story + " is not caught");
    }

    @Test
    void whatRandomSeedsDoNotFind_hasAStory() {
        Set<Mutant> left = EnumSet.allOf(Mutant.class);
        left.removeIf(Mutant::isFoundAtRandom);
        stories().forEach(story -> left.remove(story.mutant()));
        assertTrue(left.isEmpty(), "without a story: " + left);
    }
}
