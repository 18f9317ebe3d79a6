package dev.meguri.demo.products;

import dev.meguri.demo.cluster.Caches;
import dev.meguri.demo.loading.AllStats;
import dev.meguri.demo.loading.ReadThrough;
import dev.meguri.demo.loading.Served;
import dev.meguri.demo.loading.UseCase;
import dev.meguri.demo.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads products: through the cache, or of the upstream. */
@ApplicationScoped
public class Products {
    private static final String PREFIX = "demo:product:";

    private final ReadThrough reads;
    private final UpstreamClient upstream;
    private final Settings settings;

    Products(Caches caches, AllStats stats, UpstreamClient upstream, Settings settings) {
        this.reads = new ReadThrough(caches.shared(), stats.of(UseCase.PRODUCTS));
        this.upstream = upstream;
        this.settings = settings;
    }

    /** Blocks. */
    Served read(int id, boolean useCache) {
        return useCache
                ? reads.get(
                        PREFIX + id,
                        key -> upstream.product(id),
                        settings.current().keeping())
                : reads.direct(PREFIX + id, key -> upstream.product(id));
    }

    public static int parseId(String text) {
        return (int) Numbers.parse("id", text, 1, Product.COUNT);
    }
}
