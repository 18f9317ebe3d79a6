package dev.meguri.ui.process;

/**
 * What became of a command of the launcher.
 *
 * @param command as it was given: {@code kill node-1}
 * @param output what it printed, at most 16 KiB of it
 */
public record CommandResult(String command, int exitStatus, String output) {}
