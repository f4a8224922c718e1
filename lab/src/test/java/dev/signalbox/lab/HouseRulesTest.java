package dev.signalbox.lab;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house, held against the classes of every module. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseRulesTest {

    private static final List<String> MODULES = List.of(
            "common",
            "agent-extension",
            "auth-service",
            "broker-service",
            "front-service",
            "pager",
            "local-backend",
            "load",
            "lab");

    private static final String OURS = "dev.signalbox..";
    private static final String COMMON = "dev.signalbox.common..";

    private JavaClasses all;

    /** The other modules are built before this one when all are; where only this one is, there is nothing to look at. */
    @BeforeAll
    void readTheClasses() {
        List<Path> directories = MODULES.stream()
                .map(module -> Path.of("..", module, "target", "classes"))
                .toList();
        assumeTrue(
                directories.stream().allMatch(Files::isDirectory) || "true".equals(System.getenv("CI")),
                "not all modules are built");
        all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPaths(directories);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "broker", "front"})
    void aServiceDependsOnCommonAndOnNothingElseHere(String service) {
        classes()
                .that()
                .resideInAPackage("dev.signalbox." + service + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage(OURS).or(resideInAnyPackage("dev.signalbox." + service + "..", COMMON)))
                .check(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "pager", "backend", "lab", "load", "agent"})
    void everythingElseDependsOnNothingElseHere(String module) {
        noClasses()
                .that()
                .resideInAPackage("dev.signalbox." + module + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(OURS).and(resideOutsideOfPackage("dev.signalbox." + module + "..")))
                .allowEmptyShould(true)
                .check(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "auth", "broker", "front", "pager", "backend", "lab"})
    void packagesAreFeaturesAndFreeOfCycles(String module) {
        slices().matching("dev.signalbox." + module + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(all);
        noClasses()
                .that()
                .resideInAPackage("dev.signalbox." + module + "..")
                .should()
                .resideInAnyPackage(
                        "..controller..", "..controllers..", "..repository..", "..dto..", "..model..", "..util..")
                .check(all);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .check(all);
    }

    @Test
    void whatIsStaticIsFinal() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(OURS)
                // The compiler's own.
                .and()
                .haveNameNotContaining("$")
                .should()
                .beFinal()
                .check(all);
    }

    @Test
    void noServiceBlocksAThread() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.signalbox.auth..", "dev.signalbox.broker..", "dev.signalbox.front..", COMMON)
                // These run once, at the start, on the main thread.
                .and()
                .areNotAssignableTo("org.springframework.boot.ApplicationRunner")
                .and()
                .areNotAnnotatedWith("org.springframework.boot.autoconfigure.AutoConfiguration")
                .should()
                .callMethodWhere(target(nameMatching("block|blockFirst|blockLast|blockOptional|toIterable|toStream"))
                        .and(target(owner(resideInAPackage("reactor.core.publisher..")))))
                .check(all);
    }
}
