package dev.meguri.core.conflict;

import static dev.meguri.core.limits.Requirements.require;

import java.util.Map;
import java.util.TreeMap;

/** The resolvers that a node knows, by name. Immutable. */
public final class Resolvers {
    public static final Resolvers BUILT_IN = new Resolvers(new TreeMap<>())
            .with(Extreme.MAX)
            .with(Extreme.MIN)
            .with(new Union())
            .with(new Counter());

    private final Map<String, Resolver> byName;

    private Resolvers(Map<String, Resolver> byName) {
        this.byName = byName;
    }

    /**
     * These and one more.
     *
     * @throws IllegalArgumentException where the name is not one, or is taken
     */
    public Resolvers with(Resolver resolver) {
        String name = resolver.name();
        require(
                ResolverNames.isValid(name),
                "a resolver is named by small letters, digits and -, not \"" + name + "\"");
        require(!name.equals(ResolverNames.LAST_WRITER_WINS), "\"lww\" is no resolver's name: it keeps no vectors");
        require(!byName.containsKey(name), "two resolvers are named \"" + name + "\"");
        Map<String, Resolver> all = new TreeMap<>(byName);
        all.put(name, resolver);
        return new Resolvers(all);
    }

    /** Null: this node does not know it. */
    public Resolver named(String name) {
        return byName.get(name);
    }

    @Override
    public String toString() {
        return String.join(", ", byName.keySet());
    }
}
