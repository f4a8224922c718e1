package dev.signalbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {

    @RegisterExtension
    final Typed typed = Typed.inAnEmptyCheckout();

    static List<String> commands() {
        return below(Signalbox.commandLine()).toList();
    }

    private static Stream<String> below(CommandLine command) {
        return command.getSubcommands().values().stream()
                .flatMap(sub -> Stream.concat(
                        Stream.of(sub.getCommandSpec().qualifiedName().substring("signalbox ".length())), below(sub)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandSaysHowItIsUsed(String command) {
        assertThat(typed.signalbox((command + " --help").split(" ")))
                .as(typed.err())
                .isZero();

        assertThat(typed.out()).contains("Usage: signalbox " + command).doesNotContain("=<");
    }
}
