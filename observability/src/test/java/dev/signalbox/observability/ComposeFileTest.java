package dev.signalbox.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.signalbox.lab.compose.ComposeFile;
import dev.signalbox.lab.home.EnvFile;
import dev.signalbox.lab.process.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What compose.yaml and .env promise: everything pinned, bounded, and reachable from this machine only. */
class ComposeFileTest {

    private static final Path ROOT = Path.of("..");

    private final ComposeFile compose = read();

    private static ComposeFile read() {
        try {
            return ComposeFile.read(ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a laptop with 8 GB can spare. */
    private static final int MEMORY_MEBIBYTES = 4096;

    @Test
    void followsTheComposeSpecification() throws Exception {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(SchemaLocation.of("classpath:compose/compose-spec.json"))
                        .validate(compose.tree().toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void isUnderstoodByDockerCompose() throws Exception {
        List<String> command = new ArrayList<>();
        // With Docker's client, or by itself, as Debian's package docker-compose has it.
        if (isComposeV2("docker", "compose")) {
            command.addAll(List.of("docker", "compose"));
        } else if (isComposeV2("docker-compose")) {
            command.add("docker-compose");
        } else {
            Unchecked.because("compose.yaml by `docker compose config`.", "Docker Compose 2 is not on PATH.");
        }
        command.addAll(List.of("--project-directory", "..", "config", "--quiet"));

        Commands.Result result =
                Commands.run(Duration.ofMinutes(1), Map.of(), command).orElseThrow();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).isBlank();
    }

    private static boolean isComposeV2(String... program) throws Exception {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of("version", "--short"));
        return Commands.run(Duration.ofSeconds(20), Map.of(), command)
                .filter(Commands.Result::isOk)
                .filter(version -> version.output().strip().matches("v?[2-9]\\d*\\..*"))
                .isPresent();
    }

    @Test
    void everyVariableIsInEnvAndEveryOneInEnvIsUsed() throws Exception {
        assertThat(compose.variables()).isEqualTo(new TreeSet<>(compose.env().names()));
    }

    @Test
    void aVariableThatIsMissingIsNamed() throws Exception {
        String text = Files.readString(ROOT.resolve("compose.yaml"));

        assertThat(compose.variables())
                .allSatisfy(name -> assertThat(text)
                        .as("at least once with an error message, which Compose shows before it starts anything")
                        .contains("${" + name + ":?"));
    }

    @Test
    void imagesOfOthersArePinnedToExactTagsInEnv() throws Exception {
        EnvFile env = compose.env();

        assertThat(env.names().stream().filter(name -> name.endsWith("_IMAGE")))
                .allSatisfy(name -> assertThat(env.get(name))
                        .as(name)
                        .matches("[a-z0-9./_-]+:v?\\d+\\.\\d+[\\w.-]*")
                        .doesNotContain("latest"));
        assertThat(compose.services()).allSatisfy((name, service) -> {
            String image = service.path("image").asString();
            if (service.has("build")) {
                assertThat(image).matches("signalbox/[a-z-]+:local");
            } else {
                assertThat(image).matches("\\$\\{[A-Z_]+_IMAGE(:\\?[^}]*)?}");
            }
        });
    }

    @Test
    void everyPortIsOnThisMachineOnlyAndTakenOnce() throws Exception {
        List<String> published = new ArrayList<>();
        for (JsonNode service : compose.services().values()) {
            for (JsonNode port : service.path("ports")) {
                published.add(compose.filledIn(port.asString()));
            }
        }

        assertThat(published).isNotEmpty().allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
        assertThat(published.stream().map(port -> port.split(":")[1])).doesNotHaveDuplicates();
    }

    @Test
    void allTogetherFitOnALaptop() throws Exception {
        assertThat(compose.services())
                .allSatisfy(
                        (name, service) -> assertThat(service.path("mem_limit").asString(""))
                                .as(name)
                                .matches("\\d+m"));

        int sum = compose.services().values().stream()
                .mapToInt(service ->
                        Integer.parseInt(service.path("mem_limit").asString().replace("m", "")))
                .sum();

        assertThat(sum).isLessThanOrEqualTo(MEMORY_MEBIBYTES);
    }

    @Test
    void noContainerHasMoreRightsThanItNeeds() throws Exception {
        Set<String> ends = Set.of("otel-collector-volume");

        assertThat(compose.services()).allSatisfy((name, service) -> {
            assertThat(service.path("read_only").asBoolean(false))
                    .as("read-only")
                    .isTrue();
            assertThat(service.path("cap_drop").path(0).asString("")).isEqualTo("ALL");
            assertThat(service.path("security_opt").path(0).asString("")).isEqualTo("no-new-privileges:true");
            assertThat(service.path("logging").path("options").has("max-size"))
                    .as("a bound on its log")
                    .isTrue();
            assertThat(service.path("restart").asString()).isEqualTo(ends.contains(name) ? "no" : "unless-stopped");
            assertThat(service.path("networks").path(0).asString()).isEqualTo("monitoring");
            assertThat(service.path("user").asString("").startsWith("0") && !ends.contains(name))
                    .as("root")
                    .isFalse();
        });
    }

    @Test
    void everyMountedFileIsThere() throws Exception {
        List<String> mounted = compose.services().values().stream()
                .flatMap(service -> Stream.of(service.path("volumes")))
                .flatMap(volumes -> volumes.valueStream())
                .map(JsonNode::asString)
                .filter(volume -> volume.startsWith("./"))
                .toList();

        assertThat(mounted).isNotEmpty().allSatisfy(volume -> {
            assertThat(volume).as("configuration is not written to").endsWith(":ro");
            assertThat(Path.of("..", volume.split(":")[0])).exists();
        });
    }
}
