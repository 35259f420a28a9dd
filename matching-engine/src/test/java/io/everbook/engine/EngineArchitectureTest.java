package io.everbook.engine;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

import java.util.Set;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * What the byte code of this module may reach: the engine nothing that would make two sites differ, and packages one
 * another in one direction.
 */
class EngineArchitectureTest {
    private static final String ENGINE = "io.everbook.engine..";
    private static final Set<String> FLOATING = Set.of("float", "double", "java.lang.Float", "java.lang.Double");
    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("io.everbook");

    @Test
    void engineShouldReachItsOwnTheApiAndTheProtocolAlone() {
        classes().that().resideInAPackage(ENGINE)
            .should().onlyDependOnClassesThat().resideInAnyPackage(
                ENGINE, "io.everbook.api", "io.everbook.protocol", "org.agrona", "org.agrona.concurrent",
                "java.lang..", "java.util")
            .check(CLASSES);
    }

    @Test
    void engineShouldReachNoClockThreadFileOrSocket() {
        noClasses().that().resideInAPackage(ENGINE)
            .should().dependOnClassesThat().resideInAnyPackage(
                "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "java.time..",
                "java.util.concurrent..", "java.lang.reflect..", "java.lang.management..",
                "io.aeron..", "net.openhft..")
            .orShould().dependOnClassesThat().belongToAnyOf(
                Thread.class, Runtime.class, Process.class, ThreadLocal.class, ClassLoader.class)
            .check(CLASSES);
    }

    @Test
    void engineShouldReadNothingOfTheSystem() {
        noClasses().that().resideInAPackage(ENGINE)
            .should().callMethod(System.class, "nanoTime")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethod(System.class, "identityHashCode", Object.class)
            .orShould().callMethod(System.class, "getProperty", String.class)
            .orShould().callMethod(System.class, "getenv", String.class)
            .orShould().callMethod(Math.class, "random")
            .orShould().callMethod(Object.class, "hashCode")
            .orShould().callMethod(Enum.class, "hashCode")
            .check(CLASSES);
    }

    @Test
    void engineShouldUseNoUnorderedCollectionNoChanceNoDate() {
        noClasses().that().resideInAPackage(ENGINE)
            .should().dependOnClassesThat().areAssignableTo(java.util.Map.class)
            .orShould().dependOnClassesThat().areAssignableTo(java.util.Set.class)
            .orShould().dependOnClassesThat().belongToAnyOf(
                java.util.Random.class, java.util.SplittableRandom.class, java.util.UUID.class, java.util.Date.class,
                java.util.Timer.class, java.util.Locale.class, java.util.TimeZone.class)
            .check(CLASSES);
    }

    @Test
    void engineShouldUseNoFloatingPoint() {
        classes().that().resideInAPackage(ENGINE)
            .should(notUseFloatingPoint())
            .check(CLASSES);
    }

    @Test
    void partsOfTheEngineShouldPointOneWay() {
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("engine").definedBy("io.everbook.engine")
            .layer("match").definedBy("io.everbook.engine.match..")
            .layer("book").definedBy("io.everbook.engine.book..")
            .layer("session").definedBy("io.everbook.engine.session..")
            .layer("state").definedBy("io.everbook.engine.state..")
            .whereLayer("engine").mayNotBeAccessedByAnyLayer()
            .whereLayer("match").mayOnlyBeAccessedByLayers("engine")
            .whereLayer("book").mayOnlyBeAccessedByLayers("engine", "match")
            .whereLayer("session").mayOnlyBeAccessedByLayers("engine")
            .whereLayer("state").mayOnlyBeAccessedByLayers("engine", "match", "book", "session")
            .check(CLASSES);
    }

    @Test
    void journalShouldKnowNoEngine() {
        noClasses().that().resideInAPackage("io.everbook.journal..")
            .should().dependOnClassesThat(resideInAPackage(ENGINE).or(resideInAPackage("io.everbook.embedded..")))
            .check(CLASSES);
    }

    @Test
    void feedShouldReachTheApiAndTheProtocolAlone() {
        classes().that().resideInAPackage("io.everbook.feed..")
            .should().onlyDependOnClassesThat().resideInAnyPackage(
                "io.everbook.feed..", "io.everbook.api", "io.everbook.protocol", "org.agrona..", "java..")
            .check(CLASSES);
    }

    @Test
    void outcomesShouldKnowNoEngine() {
        noClasses().that().resideInAPackage("io.everbook.outcome..")
            .should().dependOnClassesThat(resideInAPackage(ENGINE).or(resideInAPackage("io.everbook.embedded..")))
            .check(CLASSES);
    }

    @Test
    void nobodyHereShouldReachAeronOrAModuleAbove() {
        noClasses()
            .should().dependOnClassesThat().resideInAnyPackage(
                "io.aeron..", "io.everbook.site..", "io.everbook.client..", "io.everbook.cli..", "io.everbook.jmh..")
            .check(CLASSES);
    }

    @Test
    void packagesShouldHaveNoCycles() {
        slices().matching("io.everbook.(**)").should().beFreeOfCycles()
            .check(CLASSES);
    }

    private static ArchCondition<JavaClass> notUseFloatingPoint() {
        return new ArchCondition<>("not use float or double") {
            @Override
            public void check(final JavaClass item, final ConditionEvents events) {
                item.getFields().stream()
                    .filter(field -> isFloating(field.getRawType()))
                    .forEach(field -> events.add(SimpleConditionEvent.violated(field, field.getFullName())));
                item.getMethods().stream()
                    .filter(EngineArchitectureTest::isFloating)
                    .forEach(method -> events.add(SimpleConditionEvent.violated(method, method.getFullName())));
                item.getMethodCallsFromSelf().stream()
                    .filter(call -> isFloating(call.getTarget()))
                    .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
            }
        };
    }

    private static boolean isFloating(final CodeUnitCallTarget target) {
        return isFloating(target.getRawReturnType())
            || target.getRawParameterTypes().stream().anyMatch(EngineArchitectureTest::isFloating);
    }

    private static boolean isFloating(final JavaMethod method) {
        return isFloating(method.getRawReturnType())
            || method.getRawParameterTypes().stream().anyMatch(EngineArchitectureTest::isFloating);
    }

    private static boolean isFloating(final JavaClass type) {
        return FLOATING.contains(type.getBaseComponentType().getName());
    }
}
