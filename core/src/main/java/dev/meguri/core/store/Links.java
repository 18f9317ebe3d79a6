package dev.meguri.core.store;

import static dev.meguri.core.limits.Requirements.requireState;

/**
 * Doubly linked lists of handles, all in two int columns: a handle is in one list at most. Lists are circular around their
 * head; heads are numbered from 1 and come first in the columns. 0 means "in no list".
 */
final class Links {
    static final int NONE = -1;

    private final int firstNode;
    private final IntColumn next = new IntColumn();
    private final IntColumn previous = new IntColumn();

    Links(int heads) {
        firstNode = heads + 1;
        for (int head = 1; head <= heads; head++) {
            next.set(head, head);
            previous.set(head, head);
        }
    }

    boolean isLinked(int handle) {
        return next.get(firstNode + handle) != 0;
    }

    boolean isEmpty(int head) {
        return next.get(head) == head;
    }

    /** The handle that has been longest in the list, or {@link #NONE}. */
    int first(int head) {
        return next.get(head) - firstNode < 0 ? NONE : next.get(head) - firstNode;
    }

    /** The handle after this one, or {@link #NONE} at the end. */
    int after(int handle) {
        int node = next.get(firstNode + handle);
        return node < firstNode ? NONE : node - firstNode;
    }

    void append(int head, int handle) {
        int node = firstNode + handle;
        requireState(next.get(node) == 0, "a handle is in one list at most");
        int last = previous.get(head);
        link(last, node);
        link(node, head);
    }

    /** Takes a handle out of its list. Returns the list's head when that left it empty, else {@link #NONE}. */
    int remove(int handle) {
        int node = firstNode + handle;
        int before = previous.get(node);
        int behind = next.get(node);
        requireState(behind != 0, "the handle is in no list");
        link(before, behind);
        next.set(node, 0);
        previous.set(node, 0);
        return before == behind ? before : NONE;
    }

    void moveToEnd(int head, int handle) {
        remove(handle);
        append(head, handle);
    }

    /** Appends everything of one list to another, at once. */
    void splice(int from, int to) {
        if (isEmpty(from)) {
            return;
        }
        int first = next.get(from);
        int last = previous.get(from);
        link(previous.get(to), first);
        link(last, to);
        link(from, from);
    }

    private void link(int left, int right) {
        next.set(left, right);
        previous.set(right, left);
    }
}
