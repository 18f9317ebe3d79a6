package dev.meguri.ui.process;

/**
 * @param supervised whether processes can be killed and started from here
 * @param reason why not; null where they can
 */
public record LauncherView(boolean supervised, String reason) {}
