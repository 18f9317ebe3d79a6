package dev.meguri.ui.process;

/**
 * @param supervised whether processes can be killed and started from here
 * @param code which reason it is, for other languages: {@code none} or {@code broken}; null where they can
 * @param reason why not; null where they can
 * @param script the launcher that is named in the reason; null: none is
 */
public record LauncherView(boolean supervised, String code, String reason, String script) {
    static final LauncherView SUPERVISED = new LauncherView(true, null, null, null);
}
