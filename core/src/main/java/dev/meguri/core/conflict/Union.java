package dev.meguri.core.conflict;

import dev.meguri.core.version.Version;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/**
 * {@code union}: a set of strings, as a JSON array, sorted and each once. A put adds its elements; what is no JSON array of
 * strings is one element. Only a removal takes elements away: all that its coordinator saw.
 */
final class Union implements Resolver {
    @Override
    public String name() {
        return "union";
    }

    @Override
    public Sibling merge(Sibling one, Sibling other) {
        TreeSet<String> all = elements(one);
        all.addAll(elements(other));
        return sibling(all, Sibling.typeOf(one, other));
    }

    @Override
    public Sibling put(Sibling present, Sibling written, Version version) {
        return present == null ? sibling(elements(written), written.contentType()) : merge(present, written);
    }

    private static TreeSet<String> elements(Sibling sibling) {
        TreeSet<String> elements = JsonStrings.parse(sibling.text());
        if (elements == null) {
            elements = new TreeSet<>();
            elements.add(sibling.text());
        }
        return elements;
    }

    private static Sibling sibling(TreeSet<String> elements, String contentType) {
        return Sibling.written(JsonStrings.format(elements).getBytes(StandardCharsets.UTF_8), contentType);
    }
}
