package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.load.Simulations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Without a lab: what is refused, and what is shown. */
class LoadCommandTest {

    private static final Path CHECKOUT = Path.of("..");

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void inThisCheckout() {
        System.setProperty("signalbox.root", CHECKOUT.toString());
    }

    @AfterEach
    void forgetTheRoot() {
        System.clearProperty("signalbox.root");
    }

    private int signalbox(String... arguments) {
        CommandLine command =
                Signalbox.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        return command.execute(all.toArray(String[]::new));
    }

    private static List<String> names() throws Exception {
        return Simulations.of(LabHome.of(CHECKOUT, null)).all().stream()
                .map(Simulations.Simulation::name)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "load list"})
    void listsEachSimulationWithItsUsualRateAndWhatItDoes(String line) throws Exception {
        assertThat(signalbox(line.split(" "))).isZero();

        assertThat(names()).hasSizeGreaterThan(7);
        assertThat(out.toString())
                .contains(names())
                .containsPattern("Trickle +0.5 visitors/s +The calm background")
                .containsPattern("PasswordSpray +5 attempts/s, 120 s +An attack");
    }

    @Test
    void showsTheListWhenThereIsNoSuchSimulation() throws Exception {
        assertThat(signalbox("load", "Stampede")).isEqualTo(2);

        assertThat(err.toString()).contains("There is no simulation Stampede").contains(names());
    }

    @Test
    void aLabIsNotStartedWithASimulationThatIsNotThere() throws Exception {
        assertThat(signalbox("up", "--load", "Stampede")).isEqualTo(2);

        assertThat(err.toString()).contains("There is no simulation Stampede").contains(names());
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "--rate, 0, must be more than 0",
        "--rate, -3, must be more than 0",
        "--rate, NaN, must be more than 0",
        "--rate, 1e9, at most 10000",
        "--rate, fast, fast",
        "--users, 0, must be 1 to",
        "--users, 99999999, must be 1 to",
        "--for, 0s, no time to run for",
        "--for, -5m, no time to run for",
        "--for, soon, 'Write 90s, 5m or 1h30m'",
        "--target, ftp://localhost, is no address of front-service",
        "--target, localhost:8080, is no address of front-service",
        "--target, http:///api, is no address of front-service",
        "--target, http://no-such-machine.invalid, There is no machine no-such-machine.invalid"
    })
    void refusesWhatMakesNoSense(String option, String value, String because) {
        assertThat(signalbox("load", "Rush", option + "=" + value)).isEqualTo(2);

        assertThat(err.toString()).contains(because);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1", "http://8.8.8.8:8080", "http://[2001:db8::1]/"})
    void sendsNoLoadToAPublicAddress(String target) {
        assertThat(signalbox("load", "Rush", "--target", target)).isEqualTo(2);

        assertThat(err.toString()).contains("public address", "--allow-public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"})
    void saysThatNobodyAnswersThere(String target) {
        assertThat(signalbox("load", "Rush", "--target", target)).isEqualTo(1);

        assertThat(err.toString()).contains("There is no front-service at " + target);
    }

    @Test
    void saysThatNoLabRunsAndHowToMeanAnotherOne() {
        assertThat(signalbox("load", "Rush")).isEqualTo(1);

        assertThat(err.toString()).contains("No lab runs", "./signalbox up", "--target http://localhost:8080");
    }
}
