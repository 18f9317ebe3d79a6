package dev.meguri.core.strong;

import dev.meguri.core.ring.Key;

/** One key of a slot migration until majorities of both lists hold it (STRONG.md, rules 16 and 17). */
final class MovingKey implements Asker {
    final Key key;
    final Ballot ballot;
    final StrongValue value;
    private final SlotMigration migration;
    /** 0 while it is not sent yet. */
    long requestId;
    /** Who accepted it. */
    int holders;
    /** When it was last sent. */
    long sentMillis;

    boolean done;
    /** It was refused: it waits for an identity round of its own, or has one. */
    boolean alone;

    MovingKey(SlotMigration migration, Key key, Ballot ballot, StrongValue value) {
        this.migration = migration;
        this.key = key;
        this.ballot = ballot;
        this.value = value;
    }

    @Override
    public void onAnswer(String nodeId, StrongMessage.Answer answer) {
        migration.onAnswer(this, nodeId, answer);
    }

    @Override
    public void adopted() {
        // the migration itself is told
    }
}
