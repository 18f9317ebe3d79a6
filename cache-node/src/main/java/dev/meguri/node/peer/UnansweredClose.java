package dev.meguri.node.peer;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps one error out of the log that says nothing: a connection that this side closed and that broke before the other side
 * answered the close has the status 1006, of which websockets-next 3.33 cannot make a reason. {@link PeerLink#close} does not
 * depend on being told.
 */
@LoggingFilter(name = "unanswered-close")
public final class UnansweredClose implements Filter {
    @Override
    public boolean isLoggable(LogRecord entry) {
        return !(entry.getThrown() instanceof IllegalArgumentException failure)
                || !"Invalid status code: 1006".equals(failure.getMessage());
    }
}
