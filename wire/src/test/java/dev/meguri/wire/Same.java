package dev.meguri.wire;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;

/** Equality of records by content, arrays included (records compare arrays by identity). */
final class Same {
    private Same() {}

    static boolean as(Object a, Object b) {
        if (a instanceof List<?> as && b instanceof List<?> bs) {
            boolean same = as.size() == bs.size();
            for (int i = 0; same && i < as.size(); i++) {
                same = as(as.get(i), bs.get(i));
            }
            return same;
        }
        if (a instanceof Record && b != null && a.getClass() == b.getClass()) {
            for (RecordComponent component : a.getClass().getRecordComponents()) {
                if (!as(value(component, a), value(component, b))) {
                    return false;
                }
            }
            return true;
        }
        return Objects.deepEquals(a, b);
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
