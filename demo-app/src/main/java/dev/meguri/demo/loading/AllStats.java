package dev.meguri.demo.loading;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;

/** The figures of every use case. */
@ApplicationScoped
public class AllStats {
    private final Map<UseCase, CallStats> byUseCase = new EnumMap<>(UseCase.class);

    AllStats(MeterRegistry metrics) {
        for (UseCase one : UseCase.values()) {
            byUseCase.put(one, new CallStats(one, metrics));
        }
    }

    public CallStats of(UseCase useCase) {
        return byUseCase.get(useCase);
    }
}
