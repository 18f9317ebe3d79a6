package dev.meguri.node.resp;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.token.ClientToken;
import dev.meguri.node.token.TokenText;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Expiry;
import dev.meguri.resp.program.Words;

/**
 * Options of Meguri's own writes: NX, XX or IFVERSION version; EX, PX, EXAT, PXAT or PERSIST; TOKEN token.
 *
 * @param ttlMillis as in {@link Operation.Put}
 * @param expireAtMillis as there
 * @param token null: none
 */
record WriteOptions(long ttlMillis, long expireAtMillis, Condition condition, ClientToken token) {
    /**
     * @param from of the first option
     * @throws CommandException an option is not one, is there twice, or does not go with another
     */
    static WriteOptions parse(byte[][] a, int from, long nowMillis, String command) {
        Condition condition = null;
        ClientToken token = null;
        long ttlMillis = Operation.POLICY_TTL;
        long expireAtMillis = 0;
        for (int i = from; i < a.length; i++) {
            String word = Words.option(a[i]);
            boolean hasNext = i + 1 < a.length;
            boolean hasTtl = expireAtMillis != 0 || ttlMillis == Operation.NO_TTL;
            if (word.equals("NX") && condition == null) {
                condition = Condition.IF_ABSENT;
            } else if (word.equals("XX") && condition == null) {
                condition = Condition.IF_PRESENT;
            } else if (word.equals("IFVERSION") && condition == null && hasNext) {
                condition = MeguriCommands.condition(Words.text(a[++i]));
            } else if (word.equals("PERSIST") && !hasTtl) {
                ttlMillis = Operation.NO_TTL;
            } else if (Expiry.isOption(word) && !hasTtl && hasNext) {
                expireAtMillis = Expiry.ofWrite(word, a[++i], nowMillis, command);
            } else if (word.equals("TOKEN") && token == null && hasNext) {
                token = token(Words.text(a[++i]));
            } else {
                throw Errors.syntax();
            }
        }
        return new WriteOptions(ttlMillis, expireAtMillis, condition == null ? Condition.ALWAYS : condition, token);
    }

    static ClientToken token(String text) {
        try {
            return TokenText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandException("ERR " + e.getMessage());
        }
    }
}
