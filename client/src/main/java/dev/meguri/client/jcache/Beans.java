package dev.meguri.client.jcache;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.function.Supplier;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.management.CacheMXBean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A cache's MXBeans, under the names that the specification gives them. Of caches with the same name and URI the first has them. */
final class Beans {
    private final ObjectName configuration;
    private final ObjectName statistics;
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Object configurationBean;
    private final Object statisticsBean;
    private boolean hasConfiguration;
    private boolean hasStatistics;

    Beans(
            URI manager,
            String cache,
            Supplier<? extends CompleteConfiguration<?, ?>> configuration,
            Statistics statistics) {
        this.configuration = name("CacheConfiguration", manager, cache);
        this.statistics = name("CacheStatistics", manager, cache);
        this.configurationBean = new ConfigurationBean(configuration);
        this.statisticsBean = statistics;
    }

    private static ObjectName name(String type, URI manager, String cache) {
        try {
            return new ObjectName(
                    "javax.cache:type=" + type + ",CacheManager=" + safe(manager.toString()) + ",Cache=" + safe(cache));
        } catch (JMException e) {
            throw new CacheException("no name of an MXBean can be made of " + cache, e);
        }
    }

    private static String safe(String text) {
        return text.replaceAll("[,:=\n]", ".");
    }

    synchronized void showConfiguration(boolean shown) {
        hasConfiguration = show(configuration, configurationBean, hasConfiguration, shown);
    }

    synchronized void showStatistics(boolean shown) {
        hasStatistics = show(statistics, statisticsBean, hasStatistics, shown);
    }

    /** @return whether it is there now, by this */
    private boolean show(ObjectName name, Object bean, boolean has, boolean shown) {
        try {
            if (shown && !has && !server.isRegistered(name)) {
                server.registerMBean(bean, name);
                return true;
            }
            if (!shown && has) {
                server.unregisterMBean(name);
                return false;
            }
            return has;
        } catch (JMException e) {
            throw new CacheException("the MXBean " + name + " cannot be " + (shown ? "shown" : "taken away"), e);
        }
    }

    private record ConfigurationBean(Supplier<? extends CompleteConfiguration<?, ?>> configuration)
            implements CacheMXBean {
        @Override
        public String getKeyType() {
            return configuration.get().getKeyType().getName();
        }

        @Override
        public String getValueType() {
            return configuration.get().getValueType().getName();
        }

        @Override
        public boolean isReadThrough() {
            return configuration.get().isReadThrough();
        }

        @Override
        public boolean isWriteThrough() {
            return configuration.get().isWriteThrough();
        }

        @Override
        public boolean isStoreByValue() {
            return configuration.get().isStoreByValue();
        }

        @Override
        public boolean isStatisticsEnabled() {
            return configuration.get().isStatisticsEnabled();
        }

        @Override
        public boolean isManagementEnabled() {
            return configuration.get().isManagementEnabled();
        }
    }
}
