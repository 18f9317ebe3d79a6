package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.meguri.client.jcache.MeguriCachingProvider;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring's cache annotations, over its own bridge to JCache, over Meguri: two applications, one cache. */
class SpringCacheIT {
    private static final String TITLES = "spring-titles";

    private static URI uri;

    @BeforeAll
    static void findNodes() {
        Cluster cluster = Cluster.shared();
        uri = URI.create("meguri://127.0.0.1:" + cluster.respPort(1) + ",127.0.0.1:" + cluster.respPort(2));
    }

    @AfterAll
    static void forget() {
        try (MeguriCachingProvider provider = new MeguriCachingProvider()) {
            provider.getCacheManager(uri, null).createCache(TITLES, new MutableConfiguration<>());
            provider.getCacheManager(uri, null).destroyCache(TITLES);
        }
    }

    interface Books {
        @Cacheable(TITLES)
        String title(String isbn);

        @Cacheable(TITLES)
        String title(String isbn, String language);

        @CacheEvict(TITLES)
        void forget(String isbn);
    }

    static class SlowBooks implements Books {
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public String title(String isbn) {
            asked.incrementAndGet();
            return isbn.isEmpty() ? null : "Title of " + isbn;
        }

        @Override
        public String title(String isbn, String language) {
            asked.incrementAndGet();
            return "Title of " + isbn + " in " + language;
        }

        @Override
        public void forget(String isbn) {
            // the annotation does it
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class App {
        @Bean(destroyMethod = "close")
        MeguriCachingProvider provider() {
            return new MeguriCachingProvider();
        }

        @Bean
        CacheManager caches(MeguriCachingProvider provider) {
            var manager = provider.getCacheManager(uri, App.class.getClassLoader());
            manager.createCache(TITLES, new MutableConfiguration<>());
            return new JCacheCacheManager(manager);
        }

        @Bean
        SlowBooks slowBooks() {
            return new SlowBooks();
        }
    }

    private static AnnotationConfigApplicationContext application() {
        return new AnnotationConfigApplicationContext(App.class);
    }

    /** The bean is asked through its proxy, and counted by itself. */
    private static int asked(AnnotationConfigApplicationContext application) {
        Books books = application.getBean(Books.class);
        return ((SlowBooks) AopProxyUtils.getSingletonTarget(books)).asked.get();
    }

    @Test
    void cacheable_asksOnce_forAllApplications_andEvictionIsForAll() {
        try (var one = application();
                var other = application()) {
            Books books = one.getBean(Books.class);
            Books same = other.getBean(Books.class);
            assertEquals("Title of 1", books.title("1"));
            assertEquals("Title of 1", books.title("1"));
            assertEquals("Title of 1", same.title("1"));
            assertEquals(1, asked(one));
            assertEquals(0, asked(other), "what the first had cached");

            same.forget("1");
            assertEquals("Title of 1", books.title("1"));
            assertEquals(2, asked(one), "it was evicted by the other");
        }
    }

    @Test
    @SuppressWarnings("StringOperationCanBeSimplified")
    void severalArgumentsAndNull_areCached() {
        try (var one = application()) {
            Books books = one.getBean(Books.class);
            // the two texts are one object, then two: Spring's key of both is equal all the same
            assertEquals("Title of en in en", books.title("en", "en"));
            assertEquals("Title of en in en", books.title(new String("en"), new String("en")));
            assertEquals(1, asked(one));
            assertNull(books.title(""));
            assertNull(books.title(""));
            assertEquals(2, asked(one));
        }
    }
}
