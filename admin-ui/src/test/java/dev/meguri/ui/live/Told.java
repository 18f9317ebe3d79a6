package dev.meguri.ui.live;

import dev.meguri.api.lab.LabOperation;
import dev.meguri.api.lab.LabOperation.Kind;
import dev.meguri.api.lab.LabOperation.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Histories as text, an operation a line: {@code client kind key value from-to [outcome]}, times in milliseconds. A read that
 * found nothing has the value {@code -}; the client 0 reads at the end.
 */
final class Told {
    private Told() {}

    static List<LabOperation> of(String text) {
        List<LabOperation> operations = new ArrayList<>();
        for (String line : text.strip().split("\n")) {
            String[] word = line.strip().split(" +");
            long[] time = Arrays.stream(word[4].split("-"))
                    .mapToLong(millis -> Long.parseLong(millis) * 1_000)
                    .toArray();
            operations.add(new LabOperation(
                    operations.size() + 1L,
                    Integer.parseInt(word[0]),
                    "node-1",
                    Kind.valueOf(word[1].toUpperCase(java.util.Locale.ROOT)),
                    word[2],
                    word[3].equals("-") ? null : word[3],
                    time[0],
                    time[1],
                    word.length > 5 ? Outcome.valueOf(word[5]) : Outcome.OK,
                    null,
                    null,
                    null));
        }
        return operations;
    }
}
