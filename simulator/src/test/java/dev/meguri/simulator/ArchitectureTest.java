package dev.meguri.simulator;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.meguri.simulator.run.Campaign;
import java.util.List;

/** A run follows from its seed: only the campaign knows threads and the wall clock, only the command prints. */
@AnalyzeClasses(packages = "dev.meguri.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule runs_haveNoThread_noClock = noClasses()
            .that()
            .areNotAssignableTo(Campaign.class)
            .and()
            .areNotAssignableTo(Main.class)
            .should()
            .dependOnClassesThat(type(Thread.class)
                    .or(type(Runtime.class))
                    .or(type(java.time.Clock.class))
                    .or(describe("coordinate threads", c -> c.getPackageName().startsWith("java.util.concurrent"))))
            .because("a run is owned by one thread and lives in virtual time");

    @ArchTest
    static final ArchRule runs_callNothing_thatDiffersFromRunToRun = noClasses()
            .that()
            .areNotAssignableTo(Campaign.class)
            .and()
            .areNotAssignableTo(Main.class)
            .should()
            .accessTargetWhere(describe("differs from run to run", ArchitectureTest::differsFromRunToRun))
            .because("a failure must be replayable from its seed");

    @ArchTest
    static final ArchRule simulator_knowsOnlyCore_andTheJdk = classes()
            .should()
            .onlyDependOnClassesThat(describe("are the simulator's, core's, the JDK's or picocli's", c -> {
                String name = c.getPackageName();
                return c.isPrimitive()
                        || c.isArray()
                        || name.startsWith("dev.meguri.simulator")
                        || name.startsWith("dev.meguri.core")
                        || name.startsWith("java.lang")
                        || name.startsWith("java.util")
                        || name.startsWith("java.nio.charset")
                        || name.equals("java.io")
                        || name.startsWith("picocli");
            }));

    private static boolean differsFromRunToRun(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        if (owner.isEquivalentTo(System.class)) {
            return !List.of("arraycopy", "lineSeparator").contains(name);
        }
        if (owner.isEquivalentTo(Math.class)) {
            return name.equals("random");
        }
        if (owner.isEquivalentTo(java.util.UUID.class)
                || owner.isEquivalentTo(java.util.Random.class)
                || owner.isEquivalentTo(java.io.File.class)) {
            return true;
        }
        if (owner.isEquivalentTo(java.util.Set.class) || owner.isEquivalentTo(java.util.Map.class)) {
            return List.of("ofEntries", "copyOf").contains(name);
        }
        return List.of("parallelStream", "parallel", "identityHashCode").contains(name);
    }
}
