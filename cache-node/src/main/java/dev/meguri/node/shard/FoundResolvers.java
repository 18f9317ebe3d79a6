package dev.meguri.node.shard;

import dev.meguri.core.conflict.Resolver;
import dev.meguri.core.conflict.Resolvers;
import java.util.ServiceLoader;

/** The built-in resolvers, and those that are found on the class path. */
final class FoundResolvers {
    private FoundResolvers() {}

    /** @throws IllegalArgumentException where a name is not one, or is taken: this node must not start */
    static Resolvers load() {
        Resolvers resolvers = Resolvers.BUILT_IN;
        for (Resolver resolver : ServiceLoader.load(Resolver.class)) {
            resolvers = resolvers.with(resolver);
        }
        return resolvers;
    }
}
