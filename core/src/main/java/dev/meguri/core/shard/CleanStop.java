package dev.meguri.core.shard;

import dev.meguri.core.strong.AcceptorImage;
import java.util.List;

/**
 * What a clean stop stores beside the entries, so that the next start goes on as the same member.
 *
 * @param strong the strong slots
 * @param hybridTime the newest that was given out or seen: a wall clock that is set back meanwhile must not give out one
 *     version twice under one incarnation
 */
public record CleanStop(List<AcceptorImage> strong, long hybridTime) {}
