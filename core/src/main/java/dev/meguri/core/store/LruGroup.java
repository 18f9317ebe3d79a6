package dev.meguri.core.store;

import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** The least recently used goes first. */
final class LruGroup extends EvictionGroup {
    private final int list;

    LruGroup(Links links, int firstList, long budgetBytes) {
        super(links, budgetBytes);
        list = firstList;
    }

    @Override
    void added(int handle, int entryBytes, boolean full) {
        links.append(list, handle);
    }

    @Override
    void removed(int handle, int entryBytes) {
        links.remove(handle);
    }

    @Override
    void resized(int handle, int byBytes) {
        // only the sum matters
    }

    @Override
    void touch(int handle) {
        links.moveToEnd(list, handle);
    }

    @Override
    void read(boolean hit) {
        // nothing to learn
    }

    @Override
    int victim(IntPredicate isLed) {
        int led = coldestLed(list, isLed);
        return led != Links.NONE ? led : links.first(list);
    }

    @Override
    void forEach(IntConsumer each) {
        forEachOf(list, each);
    }
}
