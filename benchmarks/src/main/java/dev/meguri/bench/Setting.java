package dev.meguri.bench;

import dev.meguri.bench.server.Home;
import java.util.function.Consumer;

/**
 * How benches are run.
 *
 * @param rounds each contender is measured so often
 * @param seconds each measurement takes about so long
 * @param progress told what goes on
 */
public record Setting(Home home, int rounds, double seconds, Consumer<String> progress) {}
