package dev.meguri.ui.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.api.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTest {
    private static final List<String> NODES = List.of("node-1", "node-2", "node-3");

    @Test
    void cuts_eachLinkBetweenGroupsOnce_theManagersAtTheNode() {
        Partition partition = Partition.of(List.of(List.of("node-1", "manager"), List.of("node-2", "node-3")), NODES);
        assertEquals(
                List.of(
                        new Partition.Cut("node-2", "node-1"),
                        new Partition.Cut("node-2", "manager"),
                        new Partition.Cut("node-3", "node-1"),
                        new Partition.Cut("node-3", "manager")),
                partition.cuts());
    }

    @Test
    void managerInTheLaterGroup_itsLinksAreCutAtTheOthers() {
        Partition partition = Partition.of(List.of(List.of("node-1"), List.of("manager")), NODES);
        assertEquals(List.of(new Partition.Cut("node-1", "manager")), partition.cuts());
    }

    @ParameterizedTest
    @CsvSource({"3,1", "4,1", "5,2", "7,3"})
    void minority_isLessThanHalf_andTheManagerIsWithTheOthers(int all, int few) {
        List<String> nodes =
                IntStream.rangeClosed(1, all).mapToObj(i -> "node-" + i).toList();
        Partition partition = Partition.minority(nodes);
        assertEquals(few, partition.groups().get(1).size());
        assertEquals("manager", partition.groups().getFirst().getLast());
        assertEquals(all + 1, partition.groups().stream().mapToInt(List::size).sum());
    }

    @Test
    void minorityOfTwo_isRefused() {
        assertThrows(ProblemException.class, () -> Partition.minority(List.of("node-1", "node-2")));
    }

    @ParameterizedTest
    @CsvSource({"node-1", "node-1|", "node-1|node-9", "node-1|node-1,node-2"})
    void groupsThatAreNone_areRefused_namingTheField(String text) {
        List<List<String>> groups = Arrays.stream(text.split("\\|", -1))
                .map(group -> group.isEmpty() ? List.<String>of() : List.of(group.split(",")))
                .toList();
        ProblemException refused = assertThrows(ProblemException.class, () -> Partition.of(groups, NODES));
        assertEquals("groups", refused.problem().field());
    }
}
