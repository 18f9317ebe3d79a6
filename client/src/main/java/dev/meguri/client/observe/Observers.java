package dev.meguri.client.observe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Observers together, and those whose libraries the application brings. */
public final class Observers {
    private Observers() {}

    /** Micrometer's global registry, and OpenTelemetry's global tracer, where they are on the class path. */
    public static ClientObserver present() {
        List<ClientObserver> found = new ArrayList<>();
        if (isThere("io.micrometer.core.instrument.Metrics", "addRegistry")) {
            found.add(MicrometerObserver.global());
        }
        // since version 1.57 one can ask without setting it for ever
        if (isThere("io.opentelemetry.api.GlobalOpenTelemetry", "isSet")) {
            found.add(TracingObserver.global());
        }
        return all(found);
    }

    public static ClientObserver all(List<ClientObserver> observers) {
        return switch (observers.size()) {
            case 0 -> ClientObserver.NONE;
            case 1 -> observers.getFirst();
            default -> new Several(List.copyOf(observers));
        };
    }

    private static boolean isThere(String className, String method) {
        try {
            Class<?> found = Class.forName(className, false, Observers.class.getClassLoader());
            return Arrays.stream(found.getMethods())
                    .anyMatch(one -> one.getName().equals(method));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private record Several(List<ClientObserver> observers) implements ClientObserver {
        @Override
        public Watch began(String command) {
            List<Watch> watches = new ArrayList<>(observers.size());
            observers.forEach(observer -> watches.add(observer.began(command)));
            return new Watch() {
                @Override
                public void sent(String nodeId, int attempt) {
                    watches.forEach(watch -> watch.sent(nodeId, attempt));
                }

                @Override
                public void failed(String why) {
                    watches.forEach(watch -> watch.failed(why));
                }

                @Override
                public void ended(Throwable failure) {
                    watches.forEach(watch -> watch.ended(failure));
                }
            };
        }

        @Override
        public void started(ClientFigures figures) {
            observers.forEach(observer -> observer.started(figures));
        }

        @Override
        public void near(NearFigures figures) {
            observers.forEach(observer -> observer.near(figures));
        }

        @Override
        public void stopped() {
            observers.forEach(ClientObserver::stopped);
        }
    }
}
