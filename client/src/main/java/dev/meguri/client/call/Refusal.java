package dev.meguri.client.call;

import dev.meguri.client.error.ClockSkewException;
import dev.meguri.client.error.MeguriException;
import dev.meguri.client.error.MemoryLimitException;
import dev.meguri.client.error.NotANumberException;
import dev.meguri.client.error.NotEnoughReplicasException;
import dev.meguri.client.error.OverloadedException;
import dev.meguri.client.error.RefusedException;
import dev.meguri.client.error.SlotLostException;
import dev.meguri.client.error.UnavailableException;
import dev.meguri.client.error.WrongCredentialsException;
import dev.meguri.client.error.WrongServerException;
import dev.meguri.client.protocol.Reply;

/** What a node's error means for the call. */
sealed interface Refusal {
    /** The key is served elsewhere; nothing was changed. */
    record Moved(String host, int port) implements Refusal {}

    /** Nothing was changed, and it may be different in a moment. @param reason in case it is not */
    record NotNow(MeguriException reason) implements Refusal {}

    /** It may have been made. */
    record InDoubt(String message) implements Refusal {}

    /** Nothing was changed, and asking again makes no difference. */
    record Final(MeguriException reason) implements Refusal {}

    static Refusal of(Reply.Failure failure) {
        String message = failure.message();
        return switch (failure.code()) {
            case "MOVED" -> moved(message);
            case "NOREPLICAS" -> new NotNow(new NotEnoughReplicasException(message));
            case "CLUSTERDOWN" ->
                message.contains(" lost its strong keys")
                        ? new Final(new SlotLostException(message))
                        : new NotNow(new UnavailableException(message));
            case "ASK", "TRYAGAIN", "LOADING", "MASTERDOWN" -> new NotNow(new UnavailableException(message));
            case "CLOCKSKEW" -> new NotNow(new ClockSkewException(message));
            case "INDOUBT" -> new InDoubt(message);
            case "OOM" -> new Final(new MemoryLimitException(message));
            case "NOAUTH", "WRONGPASS" -> new Final(new WrongCredentialsException(message));
            default -> ofText(message);
        };
    }

    private static Refusal ofText(String message) {
        if (message.startsWith("ERR overloaded")) {
            return new NotNow(new OverloadedException(message));
        }
        if (message.startsWith("ERR unknown command")) {
            return new Final(new WrongServerException(message));
        }
        if (message.contains("is not an integer or out of range") || message.contains("would overflow")) {
            return new Final(new NotANumberException(message));
        }
        return new Final(new RefusedException(message));
    }

    /** "MOVED slot host:port". */
    private static Refusal moved(String message) {
        int colon = message.lastIndexOf(':');
        int space = message.lastIndexOf(' ', colon);
        try {
            return new Moved(message.substring(space + 1, colon), Integer.parseInt(message.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return new NotNow(new UnavailableException(message));
        }
    }
}
