package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.lab.home.LabHome;
import dev.signalbox.lab.load.Simulations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a lab: what is refused, and what is shown. */
class LoadCommandTest {

    @RegisterExtension
    final Typed typed = Typed.inThisCheckout();

    private static List<String> names() throws Exception {
        return Simulations.of(LabHome.of(Typed.THIS_CHECKOUT, null)).all().stream()
                .map(Simulations.Simulation::name)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "load list"})
    void listsEachSimulationWithItsUsualRateAndWhatItDoes(String line) throws Exception {
        assertThat(typed.signalbox(line.split(" "))).isZero();

        assertThat(names()).hasSizeGreaterThan(7);
        assertThat(typed.out())
                .contains(names())
                .containsPattern("Trickle +0.5 visitors/s +The calm background")
                .containsPattern("PasswordSpray +5 attempts/s, 120 s +An attack");
    }

    @Test
    void showsTheListWhenThereIsNoSuchSimulation() throws Exception {
        assertThat(typed.signalbox("load", "Stampede")).isEqualTo(2);

        assertThat(typed.err()).contains("There is no simulation Stampede").contains(names());
    }

    @Test
    void aLabIsNotStartedWithASimulationThatIsNotThere() throws Exception {
        assertThat(typed.signalbox("up", "--load", "Stampede")).isEqualTo(2);

        assertThat(typed.err()).contains("There is no simulation Stampede").contains(names());
        assertThat(typed.directory()).isEmptyDirectory();
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
        assertThat(typed.signalbox("load", "Rush", option + "=" + value)).isEqualTo(2);

        assertThat(typed.err()).contains(because);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1", "http://8.8.8.8:8080", "http://[2001:db8::1]/"})
    void sendsNoLoadToAPublicAddress(String target) {
        assertThat(typed.signalbox("load", "Rush", "--target", target)).isEqualTo(2);

        assertThat(typed.err()).contains("public address", "--allow-public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"})
    void saysThatNobodyAnswersThere(String target) {
        assertThat(typed.signalbox("load", "Rush", "--target", target)).isEqualTo(1);

        assertThat(typed.err()).contains("There is no front-service at " + target);
    }

    @Test
    void saysThatNoLabRunsAndHowToMeanAnotherOne() {
        assertThat(typed.signalbox("load", "Rush")).isEqualTo(1);

        assertThat(typed.err()).contains("No lab runs", "./signalbox up", "--target http://localhost:8080");
    }
}
