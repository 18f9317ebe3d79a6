package dev.meguri.client.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.error.MeguriException;
import dev.meguri.client.error.Retry;
import dev.meguri.client.protocol.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        NOREPLICAS Not enough good replicas to write.             | NotNow | NotEnoughReplicasException | SAFE
        CLUSTERDOWN Hash slot not served                          | NotNow | UnavailableException       | SAFE
        CLUSTERDOWN slot 7 lost its strong keys: 2 of its 3       | Final  | SlotLostException          | USELESS
        LOADING the node                                          | NotNow | UnavailableException       | SAFE
        CLOCKSKEW node-1 is ahead                                 | NotNow | ClockSkewException         | SAFE
        ERR overloaded: too many operations                       | NotNow | OverloadedException        | SAFE
        OOM command not allowed when used memory > 'maxmemory'.   | Final  | MemoryLimitException       | USELESS
        NOAUTH Authentication required.                           | Final  | WrongCredentialsException  | USELESS
        WRONGPASS invalid username-password pair                  | Final  | WrongCredentialsException  | USELESS
        ERR unknown command 'MEGURI.SET'                          | Final  | WrongServerException       | USELESS
        ERR value is not an integer or out of range               | Final  | NotANumberException        | USELESS
        ERR increment or decrement would overflow                 | Final  | NotANumberException        | USELESS
        ERR string exceeds maximum allowed size                   | Final  | RefusedException           | USELESS
        ERR syntax error                                          | Final  | RefusedException           | USELESS
        MOVED nonsense                                            | NotNow | UnavailableException       | SAFE
        """)
    void errors_meanWhatTheySay(String message, String kind, String type, Retry retry) {
        Refusal refusal = refusal(message);
        MeguriException reason =
                switch (refusal) {
                    case Refusal.NotNow notNow -> notNow.reason();
                    case Refusal.Final last -> last.reason();
                    case Refusal other -> throw new AssertionError(other);
                };
        assertEquals(kind, refusal.getClass().getSimpleName());
        assertEquals(type, reason.getClass().getSimpleName());
        assertEquals(retry, reason.retry());
        assertEquals(message, reason.getMessage());
    }

    @Test
    void redirections_nameAnAddress() {
        assertEquals(new Refusal.Moved("10.0.0.7", 7002), refusal("MOVED 8000 10.0.0.7:7002"));
        assertEquals(new Refusal.Moved("::1", 7002), refusal("MOVED 8000 ::1:7002"));
        assertTrue(refusal("INDOUBT no answer") instanceof Refusal.InDoubt);
    }

    @Test
    void pauses_grow_upToABound_andDiffer() {
        assertEquals(Backoff.FIRST_NANOS / 2, Backoff.nanos(0, 0));
        assertEquals(Backoff.FIRST_NANOS, Backoff.nanos(0, 1));
        assertEquals(2 * Backoff.FIRST_NANOS, Backoff.nanos(1, 1));
        for (int pauses : new int[] {10, 63, 1_000_000}) {
            assertEquals(Backoff.LONGEST_NANOS, Backoff.nanos(pauses, 1));
        }
    }

    private static Refusal refusal(String message) {
        int space = message.indexOf(' ');
        return Refusal.of(new Reply.Failure(message.substring(0, space), message));
    }
}
