package dev.meguri.resp.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CommandTableTest {
    @Test
    void everyCommand_isFound_inAnyLetters() {
        for (Command command : Command.values()) {
            assertEquals(command, find(command.text()));
            assertEquals(command, find(command.text().toUpperCase(Locale.ROOT)));
        }
        assertEquals(Command.GET, find("gEt"));
    }

    @Test
    void otherNames_areNotFound() {
        assertNull(find("GETX"));
        assertNull(find("LPUSH"));
        assertNull(find("read only"));
        assertNull(find(""));
    }

    private static Command find(String name) {
        return CommandTable.find(name.getBytes(StandardCharsets.US_ASCII));
    }
}
