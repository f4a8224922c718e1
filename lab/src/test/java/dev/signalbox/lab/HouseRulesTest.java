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
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.load.Simulations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house, held against the classes of every module. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseRulesTest {

    /** Of the modules that Maven builds; the tests of {@code observability} are no programs, {@code house-style} has none. */
    private static final Pattern MODULE = Pattern.compile("<module>((?!observability|house-style).+)</module>");

    private static final String OURS = "dev.signalbox..";
    private static final String COMMON = "dev.signalbox.common..";

    private JavaClasses all;

    /** A build of everything builds the other modules before this one; a build of this one alone needs them built. */
    @BeforeAll
    void readTheClasses() throws IOException {
        List<String> modules = MODULE.matcher(Files.readString(Path.of("..", "pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();
        assertThat(modules).contains("common", "lab");
        assertThat(modules.stream().filter(module -> !hasClasses(module)))
                .as("modules that are not built, so that no rule can be held against them;"
                        + " build all with: mvn -DskipTests package")
                .isEmpty();
        all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPaths(modules.stream().map(HouseRulesTest::classesOf).toList());
    }

    private static Path classesOf(String module) {
        return Path.of("..", module, "target", "classes");
    }

    private static boolean hasClasses(String module) {
        try (Stream<Path> files = Files.walk(classesOf(module))) {
            return files.anyMatch(file -> file.toString().endsWith(".class"));
        } catch (IOException e) {
            return false;
        }
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
    void everySimulationIsInTheListThatIsShown() throws IOException {
        assertThat(all.stream()
                        .filter(one -> one.getRawSuperclass()
                                .filter(parent -> parent.getName().equals("io.gatling.javaapi.core.Simulation"))
                                .isPresent())
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(Simulations.of(LabHome.of(Path.of(".."), null)).all().stream()
                        .map(Simulations.Simulation::name)
                        .toList());
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
