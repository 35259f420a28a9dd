package io.everbook;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.everbook.journal.JournalCompare;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which package may know which, over all modules.
 */
@AnalyzeClasses(packages = "io.everbook", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {
    @ArchTest
    static final LayeredArchitecture PACKAGES_POINT_ONE_WAY = layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("api").definedBy("io.everbook.api..", "io.everbook.protocol..")
        .layer("engine").definedBy("io.everbook.engine..")
        .layer("journal").definedBy("io.everbook.journal..")
        .layer("embedded").definedBy("io.everbook.embedded..")
        .layer("feed").definedBy("io.everbook.feed..")
        .layer("outcome").definedBy("io.everbook.outcome..")
        .layer("publish").definedBy("io.everbook.publish..")
        .layer("site").definedBy("io.everbook.site..")
        .layer("client").definedBy("io.everbook.client..")
        .layer("cli").definedBy("io.everbook.cli..")
        .whereLayer("cli").mayNotBeAccessedByAnyLayer()
        .whereLayer("client").mayOnlyBeAccessedByLayers("cli")
        .whereLayer("publish").mayOnlyBeAccessedByLayers("cli")
        .whereLayer("site").mayOnlyBeAccessedByLayers("publish", "cli")
        .whereLayer("feed").mayOnlyBeAccessedByLayers("publish", "cli")
        .whereLayer("outcome").mayOnlyBeAccessedByLayers("publish", "cli")
        .whereLayer("embedded").mayOnlyBeAccessedByLayers("site", "cli")
        .whereLayer("engine").mayOnlyBeAccessedByLayers("embedded", "publish", "site", "cli")
        .whereLayer("journal").mayOnlyBeAccessedByLayers("embedded", "outcome", "publish", "site", "cli");

    @ArchTest
    static final ArchRule THE_API_SHOWS_NO_THIRD_PARTY_TYPE_BUT_BUFFERS = classes()
        .that().resideInAPackage("io.everbook.api..")
        .should().onlyDependOnClassesThat().resideInAnyPackage(
            "io.everbook.api..", "io.everbook.protocol..", "org.agrona..", "java..");

    @ArchTest
    static final ArchRule ONLY_WHAT_TALKS_KNOWS_AERON = noClasses()
        .that(not(resideInAnyPackage(
            "io.everbook.site..", "io.everbook.publish..", "io.everbook.client..", "io.everbook.cli..")))
        .should().dependOnClassesThat().resideInAPackage("io.aeron..");

    @ArchTest
    static final ArchRule ONLY_JOURNAL_AND_OUTCOMES_KNOW_CHRONICLE = noClasses()
        .that().resideOutsideOfPackages("io.everbook.journal..", "io.everbook.outcome..")
        .should().dependOnClassesThat().resideInAPackage("net.openhft..");

    @ArchTest
    static final ArchRule NOTHING_BUT_PROGRAMS_WRITES_TO_THE_CONSOLE = noClasses()
        .that().resideOutsideOfPackages("io.everbook.cli..", "io.everbook.site..")
        .and().doNotBelongToAnyOf(JournalCompare.class)
        .should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule NO_PACKAGES_KNOW_EACH_OTHER_IN_A_CIRCLE =
        slices().matching("io.everbook.(*)..").should().beFreeOfCycles();

    @ArchTest
    void shouldHaveReadClassesOfEveryModule(final JavaClasses all) {
        assertThat(all.containPackage("io.everbook.api")).isTrue();
        assertThat(all.containPackage("io.everbook.engine")).isTrue();
        assertThat(all.containPackage("io.everbook.cli")).isTrue();
    }
}
