package dev.meguri.node.resp;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.node.rest.Parameters;
import dev.meguri.resp.program.CommandException;
import dev.meguri.resp.program.Errors;
import dev.meguri.resp.program.Keyspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The few keys of a program: as they are, as it leaves them, and the operations that make the one of the other. */
final class WorkingSet implements Keyspace {
    private final Key[] keys;
    /** Values that are readable now, or null. */
    private final Entry[] entries;

    private final Policy[] policies;
    private final long nowMillis;

    private final byte[][] values;
    private final long[] expiries;
    private final String[] contentTypes;
    private final boolean[] changed;
    private final boolean[] read;

    /**
     * @param keys each once
     * @param found parallel: null, marks, or values that may be over
     * @param policies parallel
     */
    WorkingSet(Key[] keys, Entry[] found, Policy[] policies, long nowMillis) {
        this.keys = keys;
        this.entries = new Entry[keys.length];
        this.policies = policies;
        this.nowMillis = nowMillis;
        values = new byte[keys.length][];
        expiries = new long[keys.length];
        contentTypes = new String[keys.length];
        changed = new boolean[keys.length];
        read = new boolean[keys.length];
        for (int i = 0; i < keys.length; i++) {
            Entry entry = found[i];
            if (entry != null && entry.isReadableAt(nowMillis)) {
                entries[i] = entry;
                values[i] = entry.value();
                expiries[i] = entry.expireAtMillis();
                contentTypes[i] = entry.contentType();
            }
        }
    }

    @Override
    public byte[] value(byte[] key) {
        int i = indexOf(key);
        read[i] = true;
        return values[i];
    }

    @Override
    public long expireAtMillis(byte[] key) {
        int i = indexOf(key);
        read[i] = true;
        return values[i] == null ? NEVER : expiries[i];
    }

    /** What is made of the keys depends on this one, whether it was looked at or not. */
    void dependOn(Key key) {
        read[indexOf(key.bytes())] = true;
    }

    /** Whether what is made depends on a key that is not changed. */
    boolean dependsOnOthers() {
        for (int i = 0; i < keys.length; i++) {
            if (read[i] && !changed[i]) {
                return true;
            }
        }
        return false;
    }

    /** As it is now, to come back to. */
    Saved save() {
        return new Saved(values.clone(), expiries.clone(), contentTypes.clone(), changed.clone());
    }

    /** What was changed since then was not. */
    void restore(Saved saved) {
        System.arraycopy(saved.values, 0, values, 0, values.length);
        System.arraycopy(saved.expiries, 0, expiries, 0, expiries.length);
        System.arraycopy(saved.contentTypes, 0, contentTypes, 0, contentTypes.length);
        System.arraycopy(saved.changed, 0, changed, 0, changed.length);
    }

    /** What a program may change. */
    record Saved(byte[][] values, long[] expiries, String[] contentTypes, boolean[] changed) {}

    @Override
    public void put(byte[] key, byte[] value, long expireAtMillis) {
        int i = indexOf(key);
        boolean sameValue = values[i] == value && value != null;
        store(i, value, expireAtMillis, sameValue ? contentTypes[i] : Parameters.DEFAULT_CONTENT_TYPE);
    }

    @Override
    public void edit(byte[] key, byte[] value) {
        int i = indexOf(key);
        read[i] = true;
        boolean there = values[i] != null;
        store(i, value, there ? expiries[i] : POLICY_EXPIRY, there ? contentTypes[i] : Parameters.DEFAULT_CONTENT_TYPE);
    }

    private void store(int i, byte[] value, long expireAtMillis, String contentType) {
        if (value.length > policies[i].maxValueBytes()) {
            throw new CommandException(Errors.TOO_LONG + ": policy \"" + policies[i].prefix() + "\" allows "
                    + policies[i].maxValueBytes() + " bytes");
        }
        values[i] = value;
        expiries[i] = policies[i].expiryMillis(
                expireAtMillis == POLICY_EXPIRY ? Operation.POLICY_TTL : Operation.NO_TTL,
                Math.max(0, expireAtMillis),
                nowMillis);
        contentTypes[i] = contentType;
        changed[i] = true;
    }

    @Override
    public void remove(byte[] key) {
        int i = indexOf(key);
        values[i] = null;
        changed[i] = true;
    }

    @Override
    public Stored stored(byte[] key) {
        int i = indexOf(key);
        Entry entry = changed[i] ? null : entries[i];
        return entry == null
                ? null
                : new Stored(entry.accountedBytes(), entry.version().millis());
    }

    @Override
    public long nowMillis() {
        return nowMillis;
    }

    /** What makes the changes, one operation per changed key; each depends on what the program read of the key. */
    List<Operation> changes() {
        List<Operation> changes = new ArrayList<>(1);
        for (int i = 0; i < keys.length; i++) {
            if (!changed[i]) {
                continue;
            }
            if (values[i] != null) {
                changes.add(new Operation.Put(
                        keys[i], values[i], contentTypes[i], Operation.NO_TTL, expiries[i], condition(i)));
            } else if (entries[i] != null || !read[i]) {
                changes.add(new Operation.Remove(keys[i], condition(i)));
            }
        }
        return changes;
    }

    private Condition condition(int i) {
        if (!read[i]) {
            return Condition.ALWAYS;
        }
        Entry entry = entries[i];
        return entry == null
                ? Condition.IF_ABSENT
                : new Condition.IfVersion(entry.version(), entry.lineage().hash64());
    }

    private int indexOf(byte[] key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].bytes() == key) {
                return i;
            }
        }
        for (int i = 0; i < keys.length; i++) {
            if (Arrays.equals(keys[i].bytes(), key)) {
                return i;
            }
        }
        throw new IllegalArgumentException("a program asked for a key that is not among its command's");
    }
}
