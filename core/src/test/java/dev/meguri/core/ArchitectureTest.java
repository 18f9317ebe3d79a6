package dev.meguri.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The core is a deterministic function of its inputs: the same steps give the same effects, on every machine. */
@AnalyzeClasses(packages = "dev.meguri.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule core_knowsOnlyItself_andThePureParts_ofTheJdk = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.meguri.core..",
                            "java.lang",
                            "java.lang.annotation",
                            "java.lang.invoke",
                            "java.lang.runtime",
                            "java.math",
                            "java.nio",
                            "java.nio.charset",
                            "java.time",
                            "java.util",
                            "java.util.function",
                            "java.util.regex",
                            "java.util.stream",
                            "java.util.zip")
                    .or(primitivesAndTheirArrays()))
            .because("a framework, socket, file or lock would make a step depend on more than its input");

    @ArchTest
    static final ArchRule core_hasNoClock_noThread = noClasses()
            .should()
            .dependOnClassesThat(oneOf(
                    Thread.class,
                    ThreadLocal.class,
                    ThreadGroup.class,
                    Runtime.class,
                    Process.class,
                    ProcessBuilder.class,
                    java.time.Clock.class,
                    java.util.Timer.class))
            .because("time and execution are arguments of a step");

    @ArchTest
    static final ArchRule core_callsNothing_thatDiffersFromRunToRun = noClasses()
            .should()
            .accessTargetWhere(describe("differs from run to run", ArchitectureTest::differsFromRunToRun))
            .because("a failure must be replayable from its seed");

    @ArchTest
    static final ArchRule core_makesNoSetOrMap_withoutAnOrderOfItsOwn = noClasses()
            .should()
            .accessTargetWhere(describe("makes a collection in salted order", ArchitectureTest::isInSaltedOrder))
            .because("Set.of and Map.of iterate in another order in each process: use LinkedHashMap, TreeMap, lists");

    private static boolean differsFromRunToRun(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        String signature = access.getTarget().getFullName();
        if (owner.isEquivalentTo(System.class)) {
            return !name.equals("arraycopy");
        }
        if (owner.isEquivalentTo(Math.class) || owner.isEquivalentTo(StrictMath.class)) {
            return name.equals("random");
        }
        if (owner.isEquivalentTo(java.util.UUID.class)) {
            return name.equals("randomUUID");
        }
        if (owner.isEquivalentTo(java.util.Random.class) || owner.isEquivalentTo(java.util.SplittableRandom.class)) {
            return name.equals("<init>") && signature.endsWith("()");
        }
        if (owner.isEquivalentTo(java.util.Collections.class)) {
            return name.equals("shuffle") && signature.endsWith("(java.util.List)");
        }
        if (owner.getPackageName().equals("java.time")) {
            return name.equals("now");
        }
        return List.of("parallelStream", "parallel", "identityHashCode", "wait", "notify", "notifyAll")
                .contains(name);
    }

    private static boolean isInSaltedOrder(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        if (owner.isEquivalentTo(java.util.Set.class) || owner.isEquivalentTo(java.util.Map.class)) {
            return List.of("of", "ofEntries", "copyOf").contains(name);
        }
        return owner.isEquivalentTo(java.util.stream.Collectors.class)
                && List.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap").contains(name);
    }

    private static DescribedPredicate<JavaClass> primitivesAndTheirArrays() {
        return describe(
                "are primitives or their arrays",
                c -> c.isPrimitive() || c.isArray() && c.getBaseComponentType().isPrimitive());
    }

    private static DescribedPredicate<JavaClass> oneOf(Class<?>... types) {
        DescribedPredicate<JavaClass> any = DescribedPredicate.alwaysFalse();
        for (Class<?> each : types) {
            any = any.or(type(each));
        }
        return any.as("tell the time or run code elsewhere");
    }
}
