package dev.signalbox.common.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The file that every lab starts with. */
class FaultTemplateTest {

    private static final Path TEMPLATE = Path.of("../observability/faults/faults.json");

    private final JsonNode template = read();

    @Test
    void itIsValidForFlagd() {
        JsonSchema schema = JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V7,
                        factory -> factory.schemaMappers(mappers ->
                                mappers.mapPrefix("https://flagd.dev/schema/v0/", "classpath:flagd/schemas/")))
                .getSchema(SchemaLocation.of("https://flagd.dev/schema/v0/flags.json"));
        assertThat(schema.validate(template)).isEmpty();
    }

    @Test
    void itHasTheFaultsOfTheDesign() {
        assertThat(template.get("flags").fieldNames())
                .toIterable()
                .containsExactly(
                        "slow-password-hash",
                        "session-lock-contention",
                        "blocking-call-on-event-loop",
                        "order-errors",
                        "slow-quotes-query",
                        "connection-pool-starvation",
                        "memory-leak",
                        "retry-storm",
                        "negative-price-data",
                        "lost-trace-context",
                        "log-storm",
                        "metric-cardinality-explosion");
    }

    @Test
    void everyFaultIsOffAndSaysWhereItIsWhatItsNumberMeansAndWhatOneWillSee() {
        assertThat(template.get("flags")).allSatisfy(flag -> {
            assertThat(flag.get("defaultVariant").asText()).isEqualTo("off");
            assertThat(flag.at("/variants/off").asInt(-1)).isZero();
            assertThat(flag.at("/variants/on").asInt()).isPositive();
            assertThat(flag.at("/metadata/service").asText()).isIn("auth-service", "broker-service", "front-service");
            assertThat(flag.at("/metadata/intensity").asText()).isNotBlank();
            assertThat(flag.at("/metadata/description").asText()).isNotBlank();
        });
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(TEMPLATE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
